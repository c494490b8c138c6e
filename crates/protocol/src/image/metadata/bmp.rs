//! BMP: pixel rows at an offset that the header states. The service does not accept BMP, so the file is converted, and
//! this module only checks that all rows are present.

use super::plan::Plan;
use super::{Format, Next};
use crate::image::sniff::{OS2_HEADER, le16, le32};

pub struct Bmp;

impl Format for Bmp {
    fn read(&mut self, at: u64, bytes: &[u8], _: &mut Plan) -> Next {
        let long = |at| u64::from(le32(bytes, at).unwrap_or(0));
        let short = |at| u64::from(le16(bytes, at).unwrap_or(0));
        let start = long(10);
        let (width, height, bits, compression, size) = if long(14) == u64::from(OS2_HEADER) {
            (short(18), short(20), short(24), 0, 0)
        } else {
            let height = u64::from((long(22) as u32).cast_signed().unsigned_abs());
            (long(18), height, short(28), long(30), long(34))
        };
        // Rows are padded to four bytes. The header states the length of compressed rows.
        let rows = (width * bits).div_ceil(32).saturating_mul(4).saturating_mul(height);
        let is_plain = matches!(compression, 0 | 3 | 6);
        let end = start.saturating_add(if is_plain { rows } else { size });
        Next::End { after: end.saturating_sub(at + bytes.len() as u64) }
    }

    fn finish(&mut self, _: u64, _: &mut Plan) -> bool {
        false
    }
}
