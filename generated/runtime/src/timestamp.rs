//! Points in time as seconds since 1970 (format `unix-time`).

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reader::Reader;
use crate::visit::{Visit, Visitor};

/// Seconds since 1970-01-01 00:00:00 UTC, before it where negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A [`Timestamp`] that the system's clock cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange(pub Timestamp);

impl From<i64> for Timestamp {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

impl From<Timestamp> for i64 {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0
    }
}

/// Rounds down to whole seconds; what is beyond an `i64` becomes its limit.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let seconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            Err(error) => {
                let before = error.duration();
                let whole = before
                    .as_secs()
                    .saturating_add(u64::from(before.subsec_nanos() > 0));
                i64::try_from(whole).map_or(i64::MIN, |seconds| -seconds)
            }
        };
        Self(seconds)
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = OutOfRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, OutOfRange> {
        let distance = Duration::from_secs(timestamp.0.unsigned_abs());
        let epoch = SystemTime::UNIX_EPOCH;
        let time = if timestamp.0 < 0 {
            epoch.checked_sub(distance)
        } else {
            epoch.checked_add(distance)
        };
        time.ok_or(OutOfRange(timestamp))
    }
}

/// The number of seconds, as on the wire.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the system's clock has no time {} seconds from 1970",
            self.0
        )
    }
}

impl std::error::Error for OutOfRange {}

impl Visit for Timestamp {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.integer(self.0);
    }
}

impl Fill for Timestamp {
    fn blank() -> Self {
        Self(0)
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0.fill(reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_time_there_and_back_rounds_down() {
        for seconds in [0, 1, -1, 1_770_137_940, -62_135_596_800] {
            let time = SystemTime::try_from(Timestamp(seconds));
            assert_eq!(time.map(Timestamp::from), Ok(Timestamp(seconds)));
        }
        let half_before = SystemTime::UNIX_EPOCH - Duration::from_millis(500);
        assert_eq!(Timestamp::from(half_before), Timestamp(-1));
        assert_eq!(
            Timestamp::from(SystemTime::UNIX_EPOCH + Duration::from_millis(1500)),
            Timestamp(1)
        );
    }
}
