//! Numbers that look random and are the same on every run: splitmix64, seeded by a name.

/// A sequence of numbers.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence of this name (FNV-1a) and seed.
    pub fn named(name: &str, seed: u64) -> Self {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash ^ seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one; zero where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // The remainder is below `end`, which is a `usize`.
        (self.number() % (end.max(1) as u64)) as usize
    }

    /// True once in this many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_one_sequence() {
        let take = |name| {
            let mut random = Random::named(name, 0);
            [random.number(), random.number(), random.number()]
        };
        assert_eq!(take("Coupon"), take("Coupon"));
        assert_ne!(take("Coupon"), take("Charge"));
        let mut random = Random::named("Coupon", 0);
        let mut seen = [false; 4];
        (0..64).for_each(|_| seen[random.below(4)] = true);
        assert_eq!(seen, [true; 4]);
    }
}
