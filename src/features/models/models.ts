/** The door of models: the catalog as it counts for somebody, and what people see and say of it. */
import type { Route } from '../api/api.ts';
import { type ModelRouteParts, modelRoutes } from './model.routes.ts';
import { type ProviderRouteParts, providerRoutes } from './provider.routes.ts';

export { type CatalogFor, type CatalogParts, type Catalogs, createCatalogs } from './catalogs.ts';
export { believable } from './discover.ts';
export { type OwnPrice, ownPriceList } from './model.schemas.ts';
export { dayOf } from './show-model.ts';

export type ModelsParts = ModelRouteParts & ProviderRouteParts;

/** Routes of models and of those who make them. */
export const modelsRoutes = (parts: ModelsParts): readonly Route[] => [...providerRoutes(parts), ...modelRoutes(parts)];
