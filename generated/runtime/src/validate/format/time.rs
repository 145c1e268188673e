//! Dates, times and durations of RFC 3339.

/// `date-time`: section 5.6.
pub(super) fn is_date_time(text: &str) -> bool {
    text.split_once(['T', 't'])
        .is_some_and(|(date, time)| is_date(date) && is_time(time))
}

/// `full-date`: section 5.6, with the days that a month has (section 5.7).
pub(super) fn is_date(text: &str) -> bool {
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (
        number(year, 4),
        number(&[*m1, *m2], 2),
        number(&[*d1, *d2], 2),
    ) else {
        return false;
    };
    (1..=12).contains(&month) && (1..=days(year, month)).contains(&day)
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `full-time`: section 5.6; a leap second stands only at the end of a day in UTC (section 5.7).
pub(super) fn is_time(text: &str) -> bool {
    let [h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = text.as_bytes() else {
        return false;
    };
    let (Some(hour), Some(minute), Some(second)) = (
        number(&[*h1, *h2], 2),
        number(&[*m1, *m2], 2),
        number(&[*s1, *s2], 2),
    ) else {
        return false;
    };
    let Some(offset) = after_fraction(rest).and_then(offset_minutes) else {
        return false;
    };
    let is_last_minute = (minute_of_day(hour, minute) - offset).rem_euclid(1440) == 1439;
    hour <= 23 && minute <= 59 && (second <= 59 || (second == 60 && is_last_minute))
}

fn minute_of_day(hour: u32, minute: u32) -> i64 {
    i64::from(hour * 60 + minute)
}

fn after_fraction(text: &[u8]) -> Option<&[u8]> {
    let [b'.', digits @ ..] = text else {
        return Some(text);
    };
    let count = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if count == 0 {
        None
    } else {
        digits.get(count..)
    }
}

/// How far the offset is ahead of UTC.
fn offset_minutes(text: &[u8]) -> Option<i64> {
    match text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let hour = number(&[*h1, *h2], 2).filter(|hour| *hour <= 23)?;
            let minute = number(&[*m1, *m2], 2).filter(|minute| *minute <= 59)?;
            let size = minute_of_day(hour, minute);
            Some(if *sign == b'-' { -size } else { size })
        }
        _ => None,
    }
}

fn number(digits: &[u8], length: usize) -> Option<u32> {
    if digits.len() != length || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(
        digits
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0')),
    )
}

/// `duration`: appendix A. Units follow one another without a gap; weeks stand alone.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(text) = text.strip_prefix('P') else {
        return false;
    };
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    match (units(date).as_deref(), time.map(units)) {
        (Some("W"), None) => true,
        (Some(date), None) => !date.is_empty() && "YMD".contains(date),
        (Some(date), Some(Some(time))) => {
            "YMD".contains(date) && !time.is_empty() && "HMS".contains(&time)
        }
        _ => false,
    }
}

/// The units of numbers with units, `1Y2M` is `YM`; none where a number or a unit is missing.
fn units(text: &str) -> Option<String> {
    let mut units = String::new();
    let mut digits = 0;
    for character in text.chars() {
        match (character, digits) {
            ('0'..='9', _) => digits += 1,
            (_, 0) => return None,
            (unit, _) => {
                units.push(unit);
                digits = 0;
            }
        }
    }
    (digits == 0).then_some(units)
}
