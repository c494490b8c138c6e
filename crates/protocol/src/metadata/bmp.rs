//! BMP: rows at a place that the head names. The service takes no BMP, so it is converted, and only whether all rows are
//! there is asked here.

use super::plan::Plan;
use super::{Format, Next};
use crate::sniff::{le16, le32};

pub struct Bmp;

impl Format for Bmp {
    fn read(&mut self, at: u64, bytes: &[u8], _: &mut Plan) -> Next {
        let long = |at| u64::from(le32(bytes, at).unwrap_or(0));
        let (start, compression, size) = (long(10), long(30), long(34));
        let (width, height) = (long(18), u64::from((long(22) as u32).cast_signed().unsigned_abs()));
        let bits = u64::from(le16(bytes, 28).unwrap_or(0));
        // Rows are padded to four bytes. Compressed ones have a length of their own in the head.
        let rows = (width * bits).div_ceil(32).saturating_mul(4).saturating_mul(height);
        let is_plain = matches!(compression, 0 | 3 | 6);
        let end = start.saturating_add(if is_plain { rows } else { size });
        Next::End { after: end.saturating_sub(at + bytes.len() as u64) }
    }

    fn finish(&mut self, _: u64, _: &mut Plan) -> bool {
        false
    }
}
