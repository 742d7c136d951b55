/** The catalog as those ask it who write requests. */
import type { Catalog } from '../../domain/catalog/catalog.ts';
import type { ModelBook } from '../../pipeline/paid/model-book.ts';

/** `nowMs`: what day it is decides what is retired. */
export const modelBook = (catalog: Catalog, nowMs: () => number): ModelBook => ({
  record: (name, makes) => catalog.find(name, { makes, today: new Date(nowMs()).toISOString().slice(0, 10) }),
});
