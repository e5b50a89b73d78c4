//! Reading the text form of stories. Whoever edits a story and mistypes learns the file and the line.

use std::time::Duration;

use anyhow::{Context, bail};
use tresen_domain::ticket::{Priority, Status};
use tresen_emulator::CustomerSetup;

use super::{Act, Deed, Step, Story};

/// Reads one file of stories.
pub(in crate::demo) fn read(file: &str, text: &str) -> anyhow::Result<Vec<Story>> {
    let mut stories: Vec<Story> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix("==") {
            let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
            let customer = CustomerSetup { name, ..CustomerSetup::default() };
            stories.push(Story { customer, ..Story::default() });
            continue;
        }
        let story = stories.last_mut().context("a story begins with `== NAME`")?;
        take(story, line)
            .with_context(|| format!("stories/{file}, line {}: `{line}`", number.saturating_add(1)))?;
    }
    Ok(stories)
}

fn take(story: &mut Story, line: &str) -> anyhow::Result<()> {
    let (first, rest) = word(line);
    if line.starts_with(|one: char| one.is_ascii_digit()) {
        story.steps.push(Step { ago: span(first)?, act: act(rest)? });
        return Ok(());
    }
    let some = Some(rest.to_owned());
    match first {
        "phone" => story.customer.phone = some,
        "bsuid" => story.customer.bsuid = some,
        "username" => story.customer.username = some,
        "called" => story.facts.display_name = some,
        "language" => story.facts.language = some,
        "notes" => story.facts.notes = some,
        "tags" => story.facts.tags = list(rest),
        "fact" => {
            let (key, value) = rest.split_once(':').context("expected `fact KEY: VALUE`")?;
            story.facts.attributes.push((key.trim().to_owned(), value.trim().to_owned()));
        }
        other => bail!("there is no fact `{other}`"),
    }
    Ok(())
}

fn act(text: &str) -> anyhow::Result<Act> {
    let (first, rest) = word(text);
    Ok(match first {
        "<" => says(rest)?,
        "reads" => Act::Reads,
        "reacts" => Act::Reacts(rest.to_owned()),
        agent => Act::Does(agent.to_owned(), deed(rest)?),
    })
}

fn says(text: &str) -> anyhow::Result<Act> {
    let Some(file) = text.strip_prefix('[') else {
        return Ok(Act::Says { file: None, text: Some(unfolded(text)) });
    };
    let (file, caption) = file.split_once(']').context("expected `[KIND SAMPLE]`")?;
    let (kind, sample) = word(file);
    let kind = match kind {
        "photo" => "image",
        "video" => "video",
        "voice" => "audio",
        "document" => "document",
        other => bail!("there is no file of kind `{other}`"),
    };
    let caption = Some(unfolded(caption.trim())).filter(|caption| !caption.is_empty());
    Ok(Act::Says { file: Some((kind.to_owned(), sample.to_owned())), text: caption })
}

fn deed(text: &str) -> anyhow::Result<Deed> {
    let (verb, rest) = word(text);
    Ok(match verb {
        ">" => Deed::Answers(unfolded(rest)),
        "#" => Deed::Notes(unfolded(rest)),
        "template" => {
            let (name, values) = word(rest);
            Deed::SendsTemplate {
                name: name.to_owned(),
                values: values.split('|').map(|one| one.trim().to_owned()).collect(),
            }
        }
        "takes" => Deed::Takes,
        "queues" => Deed::Queues(rest.to_owned()),
        "tags" => Deed::Tags(list(rest)),
        "priority" => Deed::Sets(Priority::parse(rest).context("there is no such priority")?),
        "calls" => Deed::Calls(rest.to_owned()),
        "status" => Deed::Moves(Status::parse(rest).context("there is no such status")?),
        "snoozes" => Deed::Snoozes(span(rest)?),
        "opens" => Deed::Opens,
        "drafts" => Deed::Drafts(unfolded(rest)),
        other => bail!("agents do not know how to `{other}`"),
    })
}

/// `3d4h10m`: any of days, hours and minutes.
fn span(text: &str) -> anyhow::Result<Duration> {
    let mut seconds = 0_u64;
    let mut number = 0_u64;
    for one in text.chars() {
        let unit = match one {
            'd' => 86_400,
            'h' => 3_600,
            'm' => 60,
            digit => {
                let digit =
                    digit.to_digit(10).with_context(|| format!("`{text}` is no span such as `3d4h10m`"))?;
                number = number.saturating_mul(10).saturating_add(u64::from(digit));
                continue;
            }
        };
        seconds = seconds.saturating_add(number.saturating_mul(unit));
        number = 0;
    }
    if number > 0 {
        bail!("`{text}` ends without a unit")
    }
    Ok(Duration::from_secs(seconds))
}

fn word(text: &str) -> (&str, &str) {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (first, rest.trim())
}

fn list(text: &str) -> Vec<String> {
    text.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// `\n` in a story is a line break in the message.
fn unfolded(text: &str) -> String {
    text.replace("\\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_read_line_by_line() {
        let text = "== Ada\nphone +49 1\ntags a, b\n2d3h < [photo parcel] broken\\nsee?\n1h jana > Hello\n0m reads\n";
        let stories = read("x.txt", text).unwrap();
        let story = &stories[0];
        assert_eq!((story.customer.name.as_deref(), story.facts.tags.len()), (Some("Ada"), 2));
        assert_eq!(story.steps[0].ago, Duration::from_hours(51));
        let Act::Says { file: Some((kind, _)), text } = &story.steps[0].act else { panic!("{story:?}") };
        assert_eq!((kind.as_str(), text.as_deref()), ("image", Some("broken\nsee?")));
    }

    #[test]
    fn a_mistyped_line_is_named() {
        let error = read("x.txt", "== Ada\n2h jana dances\n").unwrap_err();
        assert_eq!(
            format!("{error:#}"),
            "stories/x.txt, line 2: `2h jana dances`: agents do not know how to `dances`"
        );
    }
}
