/**
 * fal's way of being spoken to: `Authorization: Key …`, errors of a model as `{detail: [{loc, msg, type}]}`, errors of the platform as
 * `{detail: "…", error_type}`. What was computed before it failed may be billed: the header of billable units tells.
 * Sources: https://fal.ai/docs/documentation/model-apis/errors, /request-errors and /faq, read 2026-11-20.
 */
import { z } from 'zod';
import type { ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { ProviderAccess } from '../../ports/provider.ts';
import type { ReadTrouble, Trouble, VendorLine } from '../wire/wire.ts';

const detailSchema = z.object({
  loc: z.array(z.union([z.string(), z.number()])).catch([]),
  msg: z.string().catch(''),
  type: z.string().max(200).nullish().catch(undefined),
});
const troubleSchema = z.object({
  detail: z.union([z.array(detailSchema).min(1).max(1000), z.string()]),
  error_type: z.string().max(200).nullish().catch(undefined),
});

/** Types of a model's errors that are told by more than their status. */
const codes: Readonly<Record<string, ProviderFailureCode>> = {
  content_policy_violation: 'provider-refused',
  no_media_generated: 'provider-refused',
  downstream_service_unavailable: 'provider-failed',
  downstream_service_error: 'provider-failed',
  generation_timeout: 'provider-failed',
  internal_server_error: 'provider-failed',
};

/** Checks of the input that come before any computing: pydantic's words and fal's own for files and ranges. */
const checkedFirst =
  /^(?:missing|extra_forbidden|literal_error|enum|value_error|type_error|string_|int_|float_|bool_|list_|too_|greater_than|less_than|multiple_of|url_|json_|one_of|sequence_|image_too_|audio_duration_|video_duration_|file_too_large|unsupported_|feature_not_supported)/;

const isOutOfCredit = (words: string): boolean =>
  /exhausted balance|user is locked|insufficient (?:balance|credits?|funds)/i.test(words);

/** Units this answer was billed, as its header says; undefined: it does not. */
export const billableUnits = (headers: Headers): number | undefined => {
  const text = headers.get('x-fal-billable-units');
  return text !== null && /^\d{1,12}(?:\.\d{1,12})?$/.test(text) ? Number(text) : undefined;
};

const chargedFor = (status: number, type: string | null | undefined, headers: Headers): Trouble['charged'] => {
  const units = billableUnits(headers);
  if (units !== undefined) return units > 0 ? 'yes' : 'no';
  // Errors of its servers are never charged; those of an input only if computing had begun.
  return status >= 500 || (type && checkedFirst.test(type)) ? 'no' : 'unknown';
};

const readTrouble: ReadTrouble = (status, body, headers): Trouble => {
  const read = troubleSchema.safeParse(body);
  if (!read.success) return {};
  const { detail, error_type: errorType } = read.data;
  if (typeof detail === 'string') {
    const code = isOutOfCredit(detail) ? 'provider-no-credit' : undefined;
    // An error of this kind is that of the work itself, kept by the queue; without it only the asking went wrong.
    return { says: detail, code, ...(errorType && { isOver: true, charged: chargedFor(status, errorType, headers) }) };
  }
  const [first] = detail;
  const place = first?.loc.filter((part) => part !== 'body').join('.');
  const type = detail.map((each) => each.type).find((each) => each && Object.hasOwn(codes, each)) ?? first?.type;
  return {
    says: place ? `${place}: ${first?.msg}` : first?.msg,
    code: type && Object.hasOwn(codes, type) ? codes[type] : undefined,
    isOver: true,
    charged: chargedFor(status, type, headers),
  };
};

/** The line to fal with this key. */
export const lineTo = (access: ProviderAccess): VendorLine => ({
  title: 'fal',
  access,
  headers: access.key === undefined ? {} : { authorization: `Key ${access.key}` },
  readTrouble,
  needsKey: true,
});
