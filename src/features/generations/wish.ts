/** A request becomes a wish: the ask, and how a model for it is chosen. The wish is kept with the generation, so that any worker can go on with it. */
import { z } from 'zod';
import type { Ask, Reference } from '../../domain/generation/ask.types.ts';
import type { RouteOptions, RoutePolicy } from '../../domain/generation/route.types.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import type { Query } from '../../ports/database.ts';
import type { Order } from '../../ports/model-desk.ts';
import { type Problem, readBy } from '../api/api.ts';
import { type FoundAsset, findAssets } from '../library/library.ts';
import { askOfBody, type OpenField, openFields, refuse, refuseOne } from './ask-of-body.ts';
import { parametersOf } from './ask-parameters.ts';
import { type AskedBody, askedBody } from './generation.schemas.ts';
import { type KnownModels, modelsFor } from './generation.types.ts';

export type Wish = {
  /** As it was asked, for asking again. */
  readonly body: AskedBody;
  readonly ask: Ask;
  /** Fields that the person left to the model at hand. */
  readonly leftOpen: readonly OpenField[];
  readonly policy: RoutePolicy;
  readonly options: RouteOptions;
};

const troubleOf = (asset: FoundAsset | undefined): string | undefined => {
  if (!asset) return 'there is no such asset in this project, or it was deleted; use the id that the upload answered';
  if (asset.state === 'processing') return `“${asset.name}” is still being looked at; ask again in a moment`;
  if (asset.state === 'refused') return `“${asset.name}” was refused when it was looked at`;
  if (asset.kind !== 'image' && asset.kind !== 'video' && asset.kind !== 'audio')
    return `“${asset.name}” is no picture, film or sound`;
  return undefined;
};

/** What models bill and limit by. */
const shapeOf = (kind: Reference['kind'], facts: MediaFacts | undefined): Partial<Reference> => {
  const { picture, durationMs = 0 } = facts ?? {};
  return {
    ...(kind !== 'image' && facts && { seconds: durationMs / 1000 }),
    ...(kind !== 'audio' && picture && { width: picture.width, height: picture.height }),
    ...(kind === 'video' && picture && { fps: picture.rate.num / picture.rate.den }),
  };
};

/** The assets of the body as files of an ask. Throws `request-invalid` naming each that cannot be used. */
const referencesOf = async (
  query: Query,
  projectId: string,
  given: NonNullable<AskedBody['references']>,
): Promise<readonly Reference[]> => {
  const ids = given.map(({ assetId }) => assetId);
  const found = ids.length > 0 ? await findAssets(query, projectId, ids) : new Map<string, FoundAsset>();
  const problems: Problem[] = [];
  const references = given.flatMap(({ assetId, role, name }, at): readonly Reference[] => {
    const asset = found.get(assetId.toLowerCase());
    const trouble = troubleOf(asset);
    if (trouble !== undefined) problems.push({ path: `references[${at}].assetId`, message: trouble });
    if (!asset || trouble !== undefined) return [];
    const kind = asset.kind as Reference['kind'];
    return [{ role, kind, media: asset.blob, ...shapeOf(kind, asset.facts), ...(name !== undefined && { name }) }];
  });
  if (problems.length > 0) refuse(problems);
  return references;
};

const needsPrompt: ReadonlySet<AskedBody['type']> = new Set(['text', 'image', 'video', 'audio']);

const routeOf = ({ provider, model, route }: AskedBody): Pick<Wish, 'policy' | 'options'> => {
  if (route && (provider !== undefined || model !== undefined))
    return refuseOne('route', 'stands beside `provider` and `model`; give one of the two');
  if (route) {
    const { retryRefusals, acceptDegraded, ...policy } = route;
    return {
      policy: policy as RoutePolicy,
      options: {
        ...(retryRefusals !== undefined && { retryRefusals }),
        ...(acceptDegraded !== undefined && { acceptDegraded }),
      },
    };
  }
  const name = provider !== undefined && model !== undefined ? `${provider}/${model}` : (model ?? provider);
  if (name === undefined)
    return refuseOne('model', 'is missing; give `provider` and `model`, or a `route` such as { "kind": "cheapest" }');
  return { policy: { kind: 'model', model: name }, options: {} };
};

const inParameters = (path: string): string =>
  path === '(body)' ? 'parameters' : path.startsWith('[') ? `parameters${path}` : `parameters.${path}`;

/** What a body wishes for. Throws `request-invalid` with every problem at its path from the body. */
export const wishOf = async (query: Query, projectId: string, body: AskedBody): Promise<Wish> => {
  if (needsPrompt.has(body.type) && !body.prompt?.trim()) refuseOne('prompt', 'is missing; say what is to be made');
  const route = routeOf(body);
  const given = body.parameters ?? {};
  const read = readBy(parametersOf(body.type, given), given);
  if ('problems' in read)
    return refuse(read.problems.slice(0, 50).map(({ path, message }) => ({ path: inParameters(path), message })));
  const references = await referencesOf(query, projectId, body.references ?? []);
  return { body, ...askOfBody(body, read.data, references), ...route };
};

const keptWish = z.object({
  body: askedBody,
  ask: z.looseObject({ type: z.string() }),
  leftOpen: z.array(z.enum(openFields)),
  policy: z.looseObject({ kind: z.string() }),
  options: z.object({ retryRefusals: z.boolean().optional(), acceptDegraded: z.boolean().optional() }),
});

/** The wish of a row, as `wishOf` made it. What does not look like one is a mistake of the studio. */
export const readWish = (asked: unknown): Wish => keptWish.parse(asked) as unknown as Wish;

/** The wish for one model: what the person left open becomes what is nearest to usual among what it takes. */
const fitOpen = (wish: Wish, model: string, models: KnownModels): Ask => {
  const fitted: Readonly<Record<string, unknown>> = models.fit(models.find(model, wish.ask.type), wish.ask);
  const open = wish.leftOpen.map((field) => [field, fitted[field]] as const).filter(([, value]) => value !== undefined);
  return { ...wish.ask, ...Object.fromEntries(open) } as Ask;
};

export type Asker = {
  readonly id: string;
  readonly round: number;
  readonly projectId: string;
  readonly personId: string;
};

/** What the desk is asked. Each round of a generation is a wish of its own. Models are looked up only where something was left to them. */
export const orderOf = async (
  wish: Wish,
  { id, round, projectId, personId }: Asker,
  parts: Parameters<typeof modelsFor>[0],
): Promise<Order> => {
  const payer = { personId, projectId };
  const models = wish.leftOpen.length > 0 ? await modelsFor(parts, payer) : undefined;
  return {
    orderKey: round === 1 ? id : `${id}:${round}`,
    ask: wish.ask,
    ...(models && { askFor: (model: string) => fitOpen(wish, model, models) }),
    ...{ policy: wish.policy, options: wish.options, payer },
    isFresh: wish.body.fresh === true,
  };
};
