/** The order in which draws are tried: those first that caught clauses when this was written, which proves nothing by itself. */

export const SEED_OF_DRAWS = 17;

const FIRST: readonly number[] = [
  0, 6, 14, 24, 160, 116, 38, 11, 114, 50, 94, 40, 179, 10, 58, 66, 98, 460, 16, 20, 70, 82, 110, 164, 199,
  334, 466, 502, 908, 79, 132, 259, 410, 724, 1120, 78, 9, 15, 27, 30, 35, 36, 46, 56, 60, 130, 143, 151, 176,
  180, 211, 236, 239, 244, 274, 275, 284, 328, 398, 420, 494, 624, 694, 804, 920, 1482, 86, 550, 3, 115, 118,
  131, 135, 138, 163, 202, 212, 223, 231, 243, 251, 262, 366, 428, 566, 666, 678, 702, 712, 846, 848, 864,
  876, 1466, 1604, 1770, 1906, 2272, 128, 207, 426, 1334, 1372, 1716, 2438, 7, 18, 23, 44, 51, 57, 59, 61, 63,
  83, 88, 91, 102, 119, 140, 154, 159, 187, 200, 210, 215, 216, 226, 263, 264, 304, 314, 316, 374, 482, 524,
  634, 689, 900, 986, 1002, 1042, 1106, 1230, 1258, 1442, 1842, 1990, 2170, 2, 17, 75, 84, 95, 104, 120, 123,
  127, 134, 146, 147, 155, 178, 196, 220, 227, 240, 247, 254, 350, 446, 449, 510, 732, 770, 790, 948, 1170,
  1262, 1370, 1452, 1594, 1750, 2038,
];

const KNOWN = new Set(FIRST);
export const isFirst = (index: number): boolean => KNOWN.has(index);

/** All draws of a seed up to a number, those first that are known to catch something. */
export function* orderOfDraws(count: number): Generator<number> {
  if (count === 0) return;
  yield* FIRST;
  for (let index = 0; index < count; index += 1) if (!isFirst(index)) yield index;
}
