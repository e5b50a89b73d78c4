//! Ready-made files that a newcomer can send with one tap. All of them were made for this emulator.

use bytes::Bytes;

use crate::media::NewMedium;

/// A file that needs no upload.
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    /// Type of the message it makes.
    pub(crate) kind: &'static str,
    pub(crate) mime_type: &'static str,
    pub(crate) file_name: &'static str,
    bytes: &'static [u8],
}

/// All of them, in the order in which the phone offers them.
pub(crate) const ALL: &[Sample] = &[
    Sample {
        name: "machine",
        kind: "image",
        mime_type: "image/jpeg",
        file_name: "maschine.jpg",
        bytes: include_bytes!("assets/machine.jpg"),
    },
    Sample {
        name: "parcel",
        kind: "image",
        mime_type: "image/jpeg",
        file_name: "paket.jpg",
        bytes: include_bytes!("assets/parcel.jpg"),
    },
    Sample {
        name: "leak",
        kind: "video",
        mime_type: "video/mp4",
        file_name: "tropft.mp4",
        bytes: include_bytes!("assets/leak.mp4"),
    },
    Sample {
        name: "voice",
        kind: "audio",
        mime_type: "audio/ogg; codecs=opus",
        file_name: "sprachnachricht.ogg",
        bytes: include_bytes!("assets/voice.ogg"),
    },
    Sample {
        name: "invoice",
        kind: "document",
        mime_type: "application/pdf",
        file_name: "rechnung-48213.pdf",
        bytes: include_bytes!("assets/invoice.pdf"),
    },
];

pub(crate) fn find(name: &str) -> Option<&'static Sample> {
    ALL.iter().find(|sample| sample.name == name)
}

impl Sample {
    pub(crate) fn bytes(&self) -> Bytes {
        Bytes::from_static(self.bytes)
    }

    pub(crate) fn to_medium(&self, phone_number_id: &str) -> NewMedium {
        NewMedium {
            phone_number_id: Some(phone_number_id.to_owned()),
            mime_type: self.mime_type.to_owned(),
            file_name: Some(self.file_name.to_owned()).filter(|_| self.kind == "document"),
            bytes: self.bytes(),
            is_voice: self.kind == "audio",
            is_received: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::matches_claim;

    #[test]
    fn samples_are_what_they_claim_and_small() {
        for sample in ALL {
            assert!(matches_claim(sample.mime_type, sample.bytes), "{}", sample.name);
        }
        let total: usize = ALL.iter().map(|sample| sample.bytes.len()).sum();
        assert!(total < 500_000, "{total} bytes");
    }
}
