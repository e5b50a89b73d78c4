//! The values of a template, part by part, as the approved template wants them.

use tresen_domain::template::{
    ButtonKind, HeaderFormat, ParameterFormat, TemplateBody, ValueRefused, Variable, VariablePlace,
    VariableValue, value_of,
};

use super::{
    HeaderMedia, LimitBroken,
    compose::{shortened, within},
};
use crate::{
    limits::{
        BUTTON_URL_LIMIT, COUPON_CODE_LIMIT, TEMPLATE_BODY_LIMIT, TEMPLATE_HEADER_LIMIT, TEMPLATE_NAME_LIMIT,
    },
    wire::outbound::{Component, Language, Media, Parameter, Template},
};

/// Parts without variables are left out, except a header with a file, which is always sent (else error 132012).
/// Named templates carry `parameter_name` on each value. Source: Meta "Message templates", seen 2025-12-15.
pub(super) fn compose(
    name: &str,
    language: &str,
    body: &TemplateBody,
    values: &[VariableValue],
    header_media: Option<HeaderMedia<'_>>,
) -> Result<Template, LimitBroken> {
    if name.is_empty() || language.is_empty() {
        return Err(LimitBroken::Empty { field: "template name or language" });
    }
    body.check(values).map_err(|refused| first(&refused))?;
    within("template text", &body.rendered(values), TEMPLATE_BODY_LIMIT)?;
    within("template header", &body.rendered_header(values).unwrap_or_default(), TEMPLATE_HEADER_LIMIT)?;

    let variables = body.variables();
    let mut components = Vec::new();
    components.extend(header(body, &variables, values, header_media)?);
    components.extend(texts("body", VariablePlace::Body, body, &variables, values));
    for one in variables.iter().filter(|one| one.place == VariablePlace::Button) {
        components.extend(button(body, one, values)?);
    }
    Ok(Template {
        name: Some(within("template name", name, TEMPLATE_NAME_LIMIT)?),
        language: Some(Language { code: Some(language.to_owned()) }),
        components: (!components.is_empty()).then_some(components),
    })
}

fn first(refused: &[ValueRefused]) -> LimitBroken {
    match refused.first() {
        Some(ValueRefused::Missing { place, key } | ValueRefused::Shape { place, key }) => {
            LimitBroken::Value { place: *place, key: key.clone() }
        }
        None => LimitBroken::Empty { field: "template value" },
    }
}

fn header(
    body: &TemplateBody,
    variables: &[Variable],
    values: &[VariableValue],
    media: Option<HeaderMedia<'_>>,
) -> Result<Option<Component>, LimitBroken> {
    let format = body.header_format;
    let is_document = format == HeaderFormat::Document;
    let file = || {
        let media = media.ok_or(LimitBroken::HeaderMediaMissing { format })?;
        Ok(Some(Media {
            id: Some(media.vendor_media_id.to_owned()),
            filename: media.file_name.filter(|_| is_document).map(shortened),
            ..Media::default()
        }))
    };
    let parameter = match format {
        HeaderFormat::None => return Ok(None),
        HeaderFormat::Text => return Ok(texts("header", VariablePlace::Header, body, variables, values)),
        HeaderFormat::Image => Parameter { image: file()?, ..Parameter::default() },
        HeaderFormat::Video => Parameter { video: file()?, ..Parameter::default() },
        HeaderFormat::Document => Parameter { document: file()?, ..Parameter::default() },
        HeaderFormat::Location => return Err(LimitBroken::HeaderNotSupported { format }),
    };
    let parameter = Parameter { kind: Some(format.as_str().to_owned()), ..parameter };
    Ok(Some(component("header", vec![parameter])))
}

/// The values of all variables of one place; `None` without variables.
fn texts(
    kind: &str,
    place: VariablePlace,
    body: &TemplateBody,
    variables: &[Variable],
    values: &[VariableValue],
) -> Option<Component> {
    let is_named = body.parameter_format == ParameterFormat::Named;
    let parameters: Vec<_> = variables
        .iter()
        .filter(|one| one.place == place)
        .map(|one| Parameter {
            parameter_name: is_named.then(|| one.key.clone()),
            ..text(value_of(values, place, &one.key).unwrap_or_default())
        })
        .collect();
    (!parameters.is_empty()).then(|| component(kind, parameters))
}

fn button(
    body: &TemplateBody,
    variable: &Variable,
    values: &[VariableValue],
) -> Result<Option<Component>, LimitBroken> {
    let value = value_of(values, VariablePlace::Button, &variable.key).unwrap_or_default();
    let kind =
        variable.key.parse::<usize>().ok().and_then(|index| body.buttons.get(index)).map(|one| one.kind);
    let (sub_type, parameter) = match kind {
        Some(ButtonKind::Url) => ("url", text(&within("button address", value, BUTTON_URL_LIMIT)?)),
        Some(ButtonKind::CopyCode) => {
            let coupon_code = Some(within("code", value, COUPON_CODE_LIMIT)?);
            let kind = Some("coupon_code".to_owned());
            ("copy_code", Parameter { kind, coupon_code, ..Parameter::default() })
        }
        _ => return Ok(None),
    };
    Ok(Some(Component {
        sub_type: Some(sub_type.to_owned()),
        index: Some(variable.key.clone()),
        ..component("button", vec![parameter])
    }))
}

fn component(kind: &str, parameters: Vec<Parameter>) -> Component {
    Component { kind: Some(kind.to_owned()), parameters: Some(parameters), ..Component::default() }
}

fn text(value: &str) -> Parameter {
    Parameter { kind: Some("text".to_owned()), text: Some(value.to_owned()), ..Parameter::default() }
}
