// The one module of pixel kernels. All pointers are byte offsets in the imported memory: no runtime, no allocation.
// Every export has a twin in ../plain that gives the same bytes; ../kernels.types.ts says what each one promises.
export { packRgba, packStraightRgba } from './pack.as';
export { premultiply, unpremultiply, flipX } from './alpha.as';
export { crossfadeMasked, fadeMasked, radialMask, clockMask } from './mask.as';
export { colourPixels } from './colour.as';
export { lookUpColours } from './look-up.as';
export { blurPlane } from './blur.as';
export { soften, unsharp } from './sharpen.as';
export { blendMode } from './blend-mode.as';
export { keyChroma, keyLuma } from './key.as';
export { place, rowExtents, halve } from './layer.as';
export { copy, fill, crossfade, fade } from './frame.as';
export { blend } from './blend.as';
export { drawScaled } from './scaled.as';
export { drawTurned, turnedTables } from './turned.as';
export { drawAffine } from './affine.as';
