use super::{i32x4, i32x8, ones_where};
use bytemuck::{Pod, Zeroable, cast, cast_mut, cast_ref};
use core::array::from_fn;
use core::ops::{
    Add, AddAssign, BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Div, DivAssign, Mul, MulAssign,
    Neg, Not, Sub, SubAssign,
};

macro_rules! operator {
    ($name:ident, $trait:ident, $method:ident, $assigning:ident, $assign:ident, $each:ident, |$a:ident, $b:ident| $result:expr) => {
        impl $trait for $name {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.$each(other, |$a, $b| $result)
            }
        }
        impl $trait<&$name> for $name {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: &Self) -> Self {
                $trait::$method(self, *other)
            }
        }
        impl $assigning for $name {
            #[inline(always)]
            fn $assign(&mut self, other: Self) {
                *self = $trait::$method(*self, other);
            }
        }
    };
}

macro_rules! floats {
    ($name:ident, $integers:ident, $lanes:literal, $align:literal) => {
        /// So many floats, kept as their bits.
        #[derive(Clone, Copy, Default)]
        #[repr(C, align($align))]
        pub struct $name([u32; $lanes]);

        // SAFETY: whole numbers alone, without padding.
        unsafe impl Zeroable for $name {}
        // SAFETY: as above; every pattern of bits is one.
        unsafe impl Pod for $name {}

        impl $name {
            /// 0 in every lane.
            pub const ZERO: Self = Self([0; $lanes]);
            /// 1 in every lane.
            pub const ONE: Self = Self::splat(1.0);

            /// The same in every lane.
            #[inline(always)]
            pub const fn splat(value: f32) -> Self {
                Self([value.to_bits(); $lanes])
            }

            #[inline(always)]
            fn each(self, other: Self, result: impl Fn(f32, f32) -> f32) -> Self {
                Self(from_fn(|lane| result(f32::from_bits(self.0[lane]), f32::from_bits(other.0[lane])).to_bits()))
            }

            #[inline(always)]
            fn bits(self, other: Self, result: impl Fn(u32, u32) -> u32) -> Self {
                Self(from_fn(|lane| result(self.0[lane], other.0[lane])))
            }

            #[inline(always)]
            fn compare(self, other: Self, holds: impl Fn(f32, f32) -> bool) -> Self {
                Self(from_fn(|lane| ones_where(holds(f32::from_bits(self.0[lane]), f32::from_bits(other.0[lane])))))
            }

            /// Without the sign.
            #[inline(always)]
            pub fn abs(self) -> Self {
                Self(self.0.map(|bits| bits & !(1 << 31)))
            }

            /// The square root.
            #[inline(always)]
            pub fn sqrt(self) -> Self {
                Self(self.0.map(|bits| libm::sqrtf(f32::from_bits(bits)).to_bits()))
            }

            /// The larger; `other` where this is not a number, this where `other` is none.
            #[inline(always)]
            pub fn max(self, other: Self) -> Self {
                self.each(other, |a, b| if a.is_nan() || a < b { b } else { a })
            }

            /// The smaller; `other` where this is not a number, this where `other` is none.
            #[inline(always)]
            pub fn min(self, other: Self) -> Self {
                self.each(other, |a, b| if a.is_nan() || b < a { b } else { a })
            }

            /// Whether each is a number and not infinite.
            #[inline(always)]
            pub fn is_finite(self) -> Self {
                Self(self.0.map(|bits| ones_where(bits & !(1 << 31) < f32::INFINITY.to_bits())))
            }

            /// Where they are equal.
            #[inline(always)]
            pub fn simd_eq(self, other: Self) -> Self {
                self.compare(other, |a, b| a == b)
            }

            /// Where this is larger.
            #[inline(always)]
            pub fn simd_gt(self, other: Self) -> Self {
                self.compare(other, |a, b| a > b)
            }

            /// Where this is no smaller.
            #[inline(always)]
            pub fn simd_ge(self, other: Self) -> Self {
                self.compare(other, |a, b| a >= b)
            }

            /// Where this is smaller.
            #[inline(always)]
            pub fn simd_lt(self, other: Self) -> Self {
                self.compare(other, |a, b| a < b)
            }

            /// Where this is no larger.
            #[inline(always)]
            pub fn simd_le(self, other: Self) -> Self {
                self.compare(other, |a, b| a <= b)
            }

            /// As a mask: `one` where it is ones, `zero` where it is zeros.
            #[inline(always)]
            pub fn select(self, one: Self, zero: Self) -> Self {
                Self(from_fn(|lane| zero.0[lane] ^ ((zero.0[lane] ^ one.0[lane]) & self.0[lane])))
            }

            /// The signs, one bit a lane, the first lowest.
            #[inline(always)]
            pub fn to_bitmask(self) -> u32 {
                (0..$lanes).fold(0, |mask, lane| mask | (self.0[lane] >> 31) << lane)
            }

            /// Whether a mask holds anywhere.
            #[inline(always)]
            pub fn any(self) -> bool {
                self.to_bitmask() != 0
            }

            /// Whether a mask holds everywhere.
            #[inline(always)]
            pub fn all(self) -> bool {
                self.to_bitmask() == (1 << $lanes) - 1
            }

            /// Whether a mask holds nowhere.
            #[inline(always)]
            pub fn none(self) -> bool {
                !self.any()
            }

            /// The lanes.
            #[inline(always)]
            pub fn to_array(self) -> [f32; $lanes] {
                cast(self)
            }

            /// The lanes.
            #[inline(always)]
            pub fn as_array(&self) -> &[f32; $lanes] {
                cast_ref(self)
            }

            /// The lanes.
            #[inline(always)]
            pub fn as_mut_array(&mut self) -> &mut [f32; $lanes] {
                cast_mut(self)
            }
        }

        operator!($name, Add, add, AddAssign, add_assign, each, |a, b| a + b);
        operator!($name, Sub, sub, SubAssign, sub_assign, each, |a, b| a - b);
        operator!($name, Mul, mul, MulAssign, mul_assign, each, |a, b| a * b);
        operator!($name, Div, div, DivAssign, div_assign, each, |a, b| a / b);
        operator!($name, BitAnd, bitand, BitAndAssign, bitand_assign, bits, |a, b| a & b);
        operator!($name, BitOr, bitor, BitOrAssign, bitor_assign, bits, |a, b| a | b);
        operator!($name, BitXor, bitxor, BitXorAssign, bitxor_assign, bits, |a, b| a ^ b);

        impl Neg for $name {
            type Output = Self;
            #[inline(always)]
            fn neg(self) -> Self {
                Self(self.0.map(|bits| bits ^ (1 << 31)))
            }
        }

        impl Not for $name {
            type Output = Self;
            #[inline(always)]
            fn not(self) -> Self {
                Self(self.0.map(|bits| !bits))
            }
        }

        impl PartialEq for $name {
            #[inline(always)]
            fn eq(&self, other: &Self) -> bool {
                self.simd_eq(*other).all()
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.as_array().fmt(f)
            }
        }

        impl From<[f32; $lanes]> for $name {
            #[inline(always)]
            fn from(lanes: [f32; $lanes]) -> Self {
                cast(lanes)
            }
        }

        impl From<&[f32]> for $name {
            #[inline(always)]
            fn from(lanes: &[f32]) -> Self {
                let mut found = Self::ZERO;
                found.as_mut_array()[..lanes.len()].copy_from_slice(lanes);
                found
            }
        }

        impl From<f32> for $name {
            #[inline(always)]
            fn from(value: f32) -> Self {
                Self::splat(value)
            }
        }

        impl $integers {
            /// The same as floats, rounded to even.
            #[inline(always)]
            pub fn round_float(self) -> $name {
                $name(self.to_array().map(|value| (value as f32).to_bits()))
            }
        }
    };
}

floats!(f32x4, i32x4, 4, 16);
floats!(f32x8, i32x8, 8, 32);

impl f32x4 {
    /// Rows become columns.
    #[inline(always)]
    pub fn transpose(rows: [Self; 4]) -> [Self; 4] {
        from_fn(|column| Self(from_fn(|row| rows[row].0[column])))
    }
}
