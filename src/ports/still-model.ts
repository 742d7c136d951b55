import type { PanelArt, PanelRequest } from '../domain/shot/panel.types.ts';

/** Draws a panel as layers. */
export interface StillModel {
  /** Part of the cache key. */
  readonly id: string;
  draw(request: PanelRequest, signal: AbortSignal): Promise<PanelArt>;
  close(): Promise<void>;
}
