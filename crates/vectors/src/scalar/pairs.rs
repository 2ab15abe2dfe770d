use core::array::from_fn;
use core::ops::{Add, AddAssign, Div, Mul, Sub};

/// Two doubles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(C, align(16))]
pub struct f64x2([f64; 2]);

/// Where a comparison of two doubles holds. `wide` has doubles for it; nobody looks at their bits.
#[derive(Clone, Copy)]
pub struct Mask64([bool; 2]);

impl Mask64 {
    /// `one` where it holds, else `zero`.
    #[inline(always)]
    pub fn select(self, one: f64x2, zero: f64x2) -> f64x2 {
        f64x2(from_fn(|lane| if self.0[lane] { one.0[lane] } else { zero.0[lane] }))
    }
}

impl f64x2 {
    /// 0 in both.
    pub const ZERO: Self = Self([0.0; 2]);

    /// These two.
    #[inline(always)]
    pub const fn new(lanes: [f64; 2]) -> Self {
        Self(lanes)
    }

    /// The same in both.
    #[inline(always)]
    pub const fn splat(value: f64) -> Self {
        Self([value; 2])
    }

    /// Without the sign.
    #[inline(always)]
    pub fn abs(self) -> Self {
        Self(self.0.map(f64::abs))
    }

    /// Where this is larger.
    #[inline(always)]
    pub fn simd_gt(self, other: Self) -> Mask64 {
        Mask64(from_fn(|lane| self.0[lane] > other.0[lane]))
    }

    /// Both.
    #[inline(always)]
    pub fn to_array(self) -> [f64; 2] {
        self.0
    }

    /// Both.
    #[inline(always)]
    pub fn as_array(&self) -> &[f64; 2] {
        &self.0
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $sign:tt) => {
        impl $trait for f64x2 {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(from_fn(|lane| self.0[lane] $sign other.0[lane]))
            }
        }
    };
}

operator!(Add, add, +);
operator!(Sub, sub, -);
operator!(Mul, mul, *);
operator!(Div, div, /);

impl AddAssign for f64x2 {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
