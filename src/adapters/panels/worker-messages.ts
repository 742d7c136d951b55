/** What goes between the painter and its child processes. */
import type { Viseme } from '../../domain/performance/performance.types.ts';
import type { EyeState, PanelLayer, PanelRequest } from '../../domain/shot/panel.types.ts';

export type WorkerQuestion = { readonly request: PanelRequest };

export type PackedPatches<Name extends string> = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly images: Readonly<Record<Name, Uint8Array>>;
};

export type PackedLayer = Omit<PanelLayer, 'image' | 'mouth' | 'eyes'> & {
  readonly bytes: Uint8Array;
  readonly mouth?: PackedPatches<Viseme>;
  readonly eyes?: PackedPatches<EyeState>;
};

export type PaintedAnswer = {
  readonly kind: 'painted';
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  readonly layers: readonly PackedLayer[];
  readonly residentBytes: number;
};

export type WorkerAnswer = PaintedAnswer | { readonly kind: 'failed'; readonly reason: string };
