/** A finished picture in memory: RGBA, 8 bits, not premultiplied. */
export type Picture = { readonly width: number; readonly height: number; readonly rgba: Uint8Array };
export type SheetCell = { readonly picture: Picture; readonly title: string; readonly subtitle: string };

/** Small pictures for people: thumbnails and contact sheets. */
export interface PictureMaker {
  /** JPEG bytes, `width` pixels across. */
  thumbnail(picture: Picture, width: number): Promise<Uint8Array>;
  /** PNG bytes of all cells in reading order, each with its title and subtitle under it. */
  contactSheet(heading: string, cells: readonly SheetCell[]): Promise<Uint8Array>;
}
