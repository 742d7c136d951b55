// The one module of pixel kernels. All pointers are byte offsets in the imported memory: no runtime, no allocation.
// Every export has a twin in ../plain that gives the same bytes; ../kernels.types.ts says what each one promises.
export { packRgba } from './pack.as';
export { place, rowExtents, halve } from './layer.as';
export { copy, fill, crossfade, fade } from './frame.as';
export { blend } from './blend.as';
export { drawScaled } from './scaled.as';
export { drawTurned, turnedTables } from './turned.as';
export { drawAffine } from './affine.as';
