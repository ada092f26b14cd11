/** The order in which draws and worlds are tried: those first that caught something when this was written, which proves nothing by itself. */

export const SEED_OF_DRAWS = 17;

const FIRST: readonly number[] = [
  0, 3, 6, 7, 9, 10, 11, 14, 16, 20, 23, 24, 27, 30, 35, 36, 38, 40, 44, 46, 50, 51, 57, 58, 59, 60, 63, 66,
  70, 78, 79, 82, 83, 84, 86, 88, 94, 98, 104, 110, 114, 115, 116, 118, 123, 127, 130, 131, 132, 134, 135,
  138, 140, 143, 146, 147, 151, 155, 159, 160, 163, 164, 176, 178, 179, 180, 187, 196, 199, 200, 202, 207,
  210, 211, 212, 215, 223, 226, 227, 231, 236, 239, 243, 247, 251, 254, 259, 262, 263, 274, 275, 304, 312,
  314, 334, 350, 366, 374, 398, 410, 420, 426, 428, 446, 460, 466, 482, 494, 502, 510, 524, 544, 550, 566,
  624, 634, 666, 678, 689, 694, 702, 712, 724, 732, 770, 790, 804, 846, 864, 876, 900, 908, 920, 928, 948,
  986, 1002, 1042, 1046, 1084, 1106, 1120, 1170, 1258, 1262, 1334, 1370, 1372, 1442, 1452, 1466, 1482, 1584,
  1594, 1604, 1716, 1750, 1770, 1842, 1846, 1906, 1990, 2038, 2044, 2170, 2392, 2424, 2438, 2485, 2522, 2568,
  2606, 2822, 2832, 3262, 3342, 3360, 3414, 3636, 3748, 3770, 4002, 4080, 4360, 4532, 6692, 7310, 8092, 9508,
  12574,
];

const KNOWN = new Set(FIRST);
export const isFirst = (index: number): boolean => KNOWN.has(index);

/** All draws of a seed up to a number, those first that are known to catch something. */
export function* orderOfDraws(count: number): Generator<number> {
  if (count === 0) return;
  yield* FIRST;
  for (let index = 0; index < count; index += 1) if (!isFirst(index)) yield index;
}

const FIRST_WORLDS: readonly number[] = [
  0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 15, 16, 22, 25, 28, 30, 36, 42, 43, 53, 57, 58, 61, 63, 66, 69,
  71, 75, 77, 83, 84, 97, 105, 119, 121, 123, 124, 125, 126, 134, 144, 147, 150, 157, 171, 172, 186, 189, 196,
  203, 220, 224, 264, 279, 291, 336, 342, 365, 367,
];

/** The same of worlds. */
export function* orderOfWorlds(count: number): Generator<number> {
  const first = FIRST_WORLDS.filter((index) => index < count);
  yield* first;
  for (let index = 0; index < count; index += 1) if (!first.includes(index)) yield index;
}
