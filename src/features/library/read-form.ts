/**
 * A form with one file, read as it comes: the file is handed on while it arrives and never held. The parser is @fastify/busboy; what it would pass
 * over in silence (a part without a name, a field that is too long) is refused here.
 */
import { Busboy } from '@fastify/busboy';
import { RequestRefused } from '../api/api.ts';
import { requestBytes } from './request-bytes.ts';

/** The file of a form while it arrives. */
export type FormFile = {
  /** What the client calls it; a claim. */
  readonly name: string | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Fields that came before it. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
};

export type Form<Kept> = { readonly fields: ReadonlyMap<string, readonly string[]>; readonly file: Kept | undefined };

const mostFields = 64;
const mostFieldBytes = 16 * 1024;

const refuse = (message: string, cause?: unknown): RequestRefused =>
  new RequestRefused('request-invalid', message, { cause });

const openParser = (contentType: string) => {
  if (!/^multipart\/form-data\s*;/i.test(contentType))
    throw new RequestRefused(
      'media-type-unsupported',
      'A file is sent as a form: content-type multipart/form-data, with the file in the field “file”.',
    );
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      preservePath: true,
      fileHwm: 256 * 1024,
      isPartAFile: (field) => field === 'file',
      limits: {
        fields: mostFields,
        fieldSize: mostFieldBytes,
        files: 1,
        parts: mostFields + 1,
        headerPairs: 16,
        headerSize: 8192,
      },
    });
  } catch (error) {
    throw refuse('The form has no boundary in its content-type.', error);
  }
};

/**
 * Reads a form to its end; `keep` is given the field `file` and must read it whole or throw. Throws `request-invalid`,
 * `media-type-unsupported`, and what `keep` throws, at once: the rest of the body is left unread.
 */
export const readForm = async <Kept>(
  request: Request,
  keep: (file: FormFile) => Promise<Kept>,
): Promise<Form<Kept>> => {
  const parser = openParser(request.headers.get('content-type') ?? '');
  const fields = new Map<string, string[]>();
  let kept: Promise<Kept> | undefined;
  let stopFile: ((error: Error) => void) | undefined;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined); // raced below, at whatever moment
  const over = Promise.withResolvers<void>();
  over.promise.catch(() => undefined);

  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (name === undefined) failed.reject(refuse('A part of the form has no name.'));
    else if (valueCut)
      failed.reject(refuse(`${name.slice(0, 100)}: is longer than the ${mostFieldBytes} bytes a field may have.`));
    else fields.set(name, [...(fields.get(name) ?? []), value]);
  });
  parser.on('file', (_field, stream, name) => {
    // Whoever reads it is told by its iterator; where nobody does, an error without a listener would end the process.
    stream.on('error', () => undefined);
    stopFile = (error) => stream.destroy(error);
    kept = keep({ name, bytes: stream, fields: new Map(fields) });
    kept.catch(failed.reject);
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => failed.reject(refuse(`The form has more than one file or ${mostFields} fields.`)));
  parser.on('error', (error) => failed.reject(refuse('The form is damaged or ends too early.', error)));
  parser.on('finish', () => over.resolve());

  try {
    for await (const chunk of requestBytes(request)) {
      const written = new Promise<void>((resolve) => {
        parser.write(chunk, () => resolve());
      });
      await Promise.race([written, failed.promise]);
    }
    parser.end();
    await Promise.race([over.promise, failed.promise]);
    const file = kept && (await Promise.race([kept, failed.promise]));
    return { fields, file };
  } catch (error) {
    // Whoever is still reading the file learns that no more comes, and cleans up before this is told.
    stopFile?.(error instanceof Error ? error : new Error('The form ended.'));
    await kept?.catch(() => undefined);
    throw error;
  }
};
