/** A finished picture in memory: RGBA, 8 bits, not premultiplied. */
export type Picture = { readonly width: number; readonly height: number; readonly rgba: Uint8Array };

/** A small JPEG with two lines under it. */
export type SheetCell = { readonly jpeg: Uint8Array; readonly title: string; readonly subtitle: string };

export type Sheet = {
  readonly heading: string;
  readonly cells: readonly SheetCell[];
  /** Size a cell's picture is shown at, in pixels. */
  readonly cellWidth: number;
  readonly cellHeight: number;
};

/** Small pictures for people: thumbnails and contact sheets. */
export interface PictureMaker {
  /** JPEG bytes, `width` pixels across. */
  thumbnail(picture: Picture, width: number): Promise<Uint8Array>;
  /** WebP bytes, `width` pixels across; what is transparent stays so. */
  preview(picture: Picture, width: number): Promise<Uint8Array>;
  /** WebP bytes of pictures of one size side by side, at their own size: what a pointer moves over. */
  strip(pictures: readonly Picture[]): Promise<Uint8Array>;
  /** The picture as a file, at its own size. */
  still(picture: Picture, format: 'jpg' | 'png'): Promise<Uint8Array>;
  /** PNG bytes of all cells in reading order, each with its title and subtitle under it. */
  contactSheet(sheet: Sheet): Promise<Uint8Array>;
}
