/** Thumbnails and contact sheets: sharp scales and encodes, Skia writes the words. */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Picture, PictureMaker, SheetCell } from '../../ports/picture-maker.ts';

const ink = { page: '#0a0a0a', title: '#f1ece4', subtitle: '#9d978f' } as const;
const margin = 28;
const wordsHeight = 46;
const fonts = (weight: number, size: number): string =>
  `${weight} ${size}px Inter, "Noto Sans CJK SC", "Noto Naskh Arabic", sans-serif`;

/** Cells across: about as wide as high, never so many that a panel becomes a stamp. */
const columnsFor = (cells: readonly SheetCell[]): number => {
  const first = cells[0]?.picture;
  const aspect = first ? first.width / first.height : 1;
  return Math.max(1, Math.min(aspect < 1 ? 8 : 6, Math.ceil(Math.sqrt((cells.length * 1.2) / aspect))));
};

const scaled = (picture: Picture, width: number, height: number) =>
  sharp(picture.rgba, { raw: { width: picture.width, height: picture.height, channels: 4 } })
    .removeAlpha()
    .resize(width, height);

/** Cut to fit, with an ellipsis. */
const fitted = (context: SKRSContext2D, text: string, width: number): string => {
  if (context.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return `${text.slice(0, end)}…`;
};

const writeWords = (
  heading: string,
  cells: readonly SheetCell[],
  at: (index: number) => { x: number; y: number },
  cellWidth: number,
  cellHeight: number,
  width: number,
  height: number,
): Buffer => {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = ink.title;
  context.font = fonts(600, 26);
  context.fillText(fitted(context, heading, width - 2 * margin), margin, margin + 24);
  cells.forEach((cell, index) => {
    const { x, y } = at(index);
    context.font = fonts(600, 15);
    context.fillStyle = ink.title;
    context.fillText(fitted(context, cell.title, cellWidth), x, y + cellHeight + 19);
    context.font = fonts(400, 13);
    context.fillStyle = ink.subtitle;
    context.fillText(fitted(context, cell.subtitle, cellWidth), x, y + cellHeight + 37);
  });
  return canvas.toBuffer('image/png');
};

const contactSheet = async (heading: string, cells: readonly SheetCell[]): Promise<Uint8Array> => {
  const columns = columnsFor(cells);
  const first = cells[0]?.picture ?? { width: 16, height: 9 };
  const cellWidth = first.width >= first.height ? 400 : 240;
  const cellHeight = Math.round((cellWidth * first.height) / first.width);
  const rows = Math.max(1, Math.ceil(cells.length / columns));
  const at = (index: number) => ({
    x: margin + (index % columns) * (cellWidth + 16),
    y: margin + 44 + Math.floor(index / columns) * (cellHeight + wordsHeight + 10),
  });
  const width = 2 * margin + columns * (cellWidth + 16) - 16;
  const height = margin + 44 + rows * (cellHeight + wordsHeight + 10) + margin;
  const pictures = await Promise.all(
    cells.map(async (cell, index) => ({
      input: await scaled(cell.picture, cellWidth, cellHeight).png({ compressionLevel: 1 }).toBuffer(),
      left: at(index).x,
      top: at(index).y,
    })),
  );
  const words = { input: writeWords(heading, cells, at, cellWidth, cellHeight, width, height), left: 0, top: 0 };
  return sharp({ create: { width, height, channels: 3, background: ink.page } })
    .composite([...pictures, words])
    .png({ compressionLevel: 6, palette: false })
    .toBuffer();
};

export const createPictureMaker = (): PictureMaker => ({
  contactSheet,
  thumbnail: (picture, width) =>
    scaled(picture, width, Math.max(1, Math.round((width * picture.height) / picture.width)))
      .jpeg({ quality: 78 })
      .toBuffer(),
});
