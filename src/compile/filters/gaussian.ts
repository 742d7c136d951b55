/**
 * A Gaussian as three boxes whose ends count in part, so that any standard deviation is met exactly and a moving one does not step:
 * extended box filters (Gwosdek, Grewenig, Bruhn and Weickert, "Theoretical Foundations of Gaussian Convolution by Extended Box
 * Filtering", 2011). The cost does not depend on the radius.
 */

/** Box of 2 `radius` + 1 samples and `edge` (0..1) of one more on either side. */
export type Box = { readonly radius: number; readonly edge: number };

const passes = 3;

/** The box whose passes together have this standard deviation in samples. */
export const boxOf = (deviation: number): Box => {
  const variance = (deviation * deviation) / passes;
  const radius = Math.floor(0.5 * Math.sqrt(12 * variance + 1) - 0.5);
  const edge = ((2 * radius + 1) * (radius * (radius + 1) - 3 * variance)) / (6 * (variance - (radius + 1) ** 2));
  return { radius, edge };
};
