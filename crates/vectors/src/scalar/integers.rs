use super::ones_where;
use bytemuck::{Pod, Zeroable};
use core::array::from_fn;
use core::ops::{Add, BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, Not, Shl, Shr, Sub};

macro_rules! operator {
    ($name:ident, $trait:ident, $method:ident, |$a:ident, $b:ident| $result:expr) => {
        impl $trait for $name {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.each(other, |$a, $b| $result)
            }
        }
    };
}

macro_rules! integers {
    ($name:ident, $lanes:literal, $align:literal) => {
        /// So many whole numbers; they wrap.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[repr(C, align($align))]
        pub struct $name([i32; $lanes]);

        // SAFETY: whole numbers alone, without padding.
        unsafe impl Zeroable for $name {}
        // SAFETY: as above; every pattern of bits is one.
        unsafe impl Pod for $name {}

        impl $name {
            /// 0 in every lane.
            pub const ZERO: Self = Self([0; $lanes]);
            /// 1 in every lane.
            pub const ONE: Self = Self([1; $lanes]);

            /// The same in every lane.
            #[inline(always)]
            pub const fn splat(value: i32) -> Self {
                Self([value; $lanes])
            }

            #[inline(always)]
            fn each(self, other: Self, result: impl Fn(i32, i32) -> i32) -> Self {
                Self(from_fn(|lane| result(self.0[lane], other.0[lane])))
            }

            /// The larger.
            #[inline(always)]
            pub fn max(self, other: Self) -> Self {
                self.each(other, |a, b| if a > b { a } else { b })
            }

            /// The smaller.
            #[inline(always)]
            pub fn min(self, other: Self) -> Self {
                self.each(other, |a, b| if a < b { a } else { b })
            }

            /// Where they are equal.
            #[inline(always)]
            pub fn simd_eq(self, other: Self) -> Self {
                self.each(other, |a, b| ones_where(a == b) as i32)
            }

            /// Where this is larger.
            #[inline(always)]
            pub fn simd_gt(self, other: Self) -> Self {
                self.each(other, |a, b| ones_where(a > b) as i32)
            }

            /// The lanes.
            #[inline(always)]
            pub fn to_array(self) -> [i32; $lanes] {
                self.0
            }

            /// The lanes.
            #[inline(always)]
            pub fn as_array(&self) -> &[i32; $lanes] {
                &self.0
            }

            /// The lanes.
            #[inline(always)]
            pub fn as_mut_array(&mut self) -> &mut [i32; $lanes] {
                &mut self.0
            }
        }

        operator!($name, Add, add, |a, b| a.wrapping_add(b));
        operator!($name, Sub, sub, |a, b| a.wrapping_sub(b));
        operator!($name, BitAnd, bitand, |a, b| a & b);
        operator!($name, BitOr, bitor, |a, b| a | b);
        operator!($name, BitXor, bitxor, |a, b| a ^ b);

        impl BitAndAssign for $name {
            #[inline(always)]
            fn bitand_assign(&mut self, other: Self) {
                *self = *self & other;
            }
        }

        impl BitOrAssign for $name {
            #[inline(always)]
            fn bitor_assign(&mut self, other: Self) {
                *self = *self | other;
            }
        }

        impl Not for $name {
            type Output = Self;
            #[inline(always)]
            fn not(self) -> Self {
                Self(self.0.map(|value| !value))
            }
        }

        impl Shl<i32> for $name {
            type Output = Self;
            #[inline(always)]
            fn shl(self, by: i32) -> Self {
                Self(self.0.map(|value| value.wrapping_shl(by as u32)))
            }
        }

        impl Shr<i32> for $name {
            type Output = Self;
            #[inline(always)]
            fn shr(self, by: i32) -> Self {
                Self(self.0.map(|value| value.wrapping_shr(by as u32)))
            }
        }

        impl From<[i32; $lanes]> for $name {
            #[inline(always)]
            fn from(lanes: [i32; $lanes]) -> Self {
                Self(lanes)
            }
        }
    };
}

integers!(i32x4, 4, 16);
integers!(i32x8, 8, 32);
