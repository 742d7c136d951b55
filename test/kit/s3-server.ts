/**
 * A small honest S3 store for tests: signatures and checksums verified, parts, ranges, listings in pages. It lives in memory. `stumble` makes
 * the next requests fail, as busy stores do.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf, type S3Credentials } from './s3-signatures.ts';

type Kept = { bytes: Buffer; readonly mediaType: string; readonly modified: Date };
type Upload = {
  readonly name: string;
  readonly mediaType: string;
  readonly initiated: Date;
  readonly parts: Map<number, Buffer>;
};

const tagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** Starts one on this machine. `settings` is what `openS3Objects` takes. */
export const startS3Server = async () => {
  const credentials: S3Credentials = {
    accessKeyId: 'AKWORKPRINT',
    secretAccessKey: "s'ecret/+key",
    region: 'eu-test-1',
  };
  const bucket = 'films';
  const objects = new Map<string, Kept>();
  const uploads = new Map<string, Upload>();
  const seen: string[] = [];
  let stumbles = 0;
  let largestBody = 0;

  const sendXml = (response: ServerResponse, status: number, xml: string): void => {
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
  };

  const list = (url: URL): string => {
    const prefix = url.searchParams.get('prefix') ?? '';
    const size = Math.min(1000, Number(url.searchParams.get('max-keys') ?? 1000));
    const after = Buffer.from(url.searchParams.get('continuation-token') ?? '', 'base64').toString();
    const names = [...objects.keys()].filter((name) => name.startsWith(prefix) && name > after).sort();
    const page = names.slice(0, size);
    const contents = page.map((name) => {
      const kept = objects.get(name) as Kept;
      return `<Contents><Key>${name}</Key><LastModified>${kept.modified.toISOString()}</LastModified><ETag>&quot;x&quot;</ETag><Size>${kept.bytes.length}</Size></Contents>`;
    });
    const isCut = names.length > page.length;
    const token = isCut
      ? `<NextContinuationToken>${Buffer.from(page.at(-1) ?? '').toString('base64')}</NextContinuationToken>`
      : '';
    return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${isCut}</IsTruncated>${contents.join('')}${token}</ListBucketResult>`;
  };

  const listUploads = (): string =>
    `<ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><UploadIdMarker></UploadIdMarker>${[
      ...uploads,
    ]
      .map(
        ([id, { name, initiated }]) =>
          `<Upload><Key>${name}</Key><UploadId>${id}</UploadId><Initiated>${initiated.toISOString()}</Initiated></Upload>`,
      )
      .join('')}</ListMultipartUploadsResult>`;

  const sendObject = (request: IncomingMessage, response: ServerResponse, url: URL, name: string): void => {
    const kept = objects.get(name);
    if (!kept) throw new Refusal(404, 'NoSuchKey');
    const size = kept.bytes.length;
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const headers = {
      'last-modified': kept.modified.toUTCString(),
      etag: tagOf(kept.bytes),
      'accept-ranges': 'bytes',
      'content-type': url.searchParams.get('response-content-type') ?? kept.mediaType,
      ...(url.searchParams.has('response-content-disposition') && {
        'content-disposition': url.searchParams.get('response-content-disposition') ?? '',
      }),
    };
    if (from === undefined) {
      response
        .writeHead(200, { ...headers, 'content-length': size })
        .end(request.method === 'HEAD' ? undefined : kept.bytes);
      return;
    }
    if (Number(from) >= size) throw new Refusal(416, 'InvalidRange');
    const last = Math.min(size - 1, to ? Number(to) : size - 1);
    const part = kept.bytes.subarray(Number(from), last + 1);
    response
      .writeHead(206, { ...headers, 'content-length': part.length, 'content-range': `bytes ${from}-${last}/${size}` })
      .end(part);
  };

  const complete = (url: URL, name: string, xml: string): string => {
    const upload = uploads.get(url.searchParams.get('uploadId') ?? '');
    if (!upload || upload.name !== name) throw new Refusal(404, 'NoSuchUpload');
    const wanted = [...xml.matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"?([0-9a-f]{32})"?<\/ETag>/g)];
    const parts = wanted.map(([, number, tag]) => {
      const part = upload.parts.get(Number(number));
      if (!part || tagOf(part) !== `"${tag}"`) throw new Refusal(400, 'InvalidPart');
      return part;
    });
    if (parts.slice(0, -1).some((part) => part.length < 5 * 1024 * 1024)) throw new Refusal(400, 'EntityTooSmall');
    objects.set(name, { bytes: Buffer.concat(parts), mediaType: upload.mediaType, modified: new Date() });
    uploads.delete(url.searchParams.get('uploadId') ?? '');
    return '<CompleteMultipartUploadResult><ETag>"whole-2"</ETag></CompleteMultipartUploadResult>';
  };

  const put = (request: IncomingMessage, url: URL, name: string, bytes: Buffer): Record<string, string> => {
    const md5 = createHash('md5').update(bytes).digest('base64');
    if ((request.headers['content-md5'] ?? md5) !== md5) throw new Refusal(400, 'BadDigest');
    const id = url.searchParams.get('uploadId');
    if (id === null) {
      objects.set(name, { bytes, mediaType: request.headers['content-type'] ?? '', modified: new Date() });
    } else {
      const upload = uploads.get(id);
      if (!upload) throw new Refusal(404, 'NoSuchUpload');
      upload.parts.set(Number(url.searchParams.get('partNumber')), bytes);
    }
    return { etag: tagOf(bytes) };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const bytes = await bodyOf(request);
    largestBody = Math.max(largestBody, bytes.length);
    seen.push(`${request.method} ${url.pathname}`);
    if (stumbles > 0) {
      stumbles--;
      throw new Refusal(503, 'SlowDown');
    }
    const refusal = refusalOf(request, url, credentials);
    if (refusal) throw new Refusal(403, refusal);
    const [, inBucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const name = rest.join('/');
    if (inBucket !== bucket) throw new Refusal(404, 'NoSuchBucket');
    const method = request.method ?? '';
    const has = (word: string): boolean => url.searchParams.has(word);
    if (name === '' && method === 'HEAD') response.writeHead(200).end();
    else if (name === '' && has('uploads')) sendXml(response, 200, listUploads());
    else if (name === '' && method === 'GET') sendXml(response, 200, list(url));
    else if (method === 'GET' || method === 'HEAD') sendObject(request, response, url, name);
    else if (method === 'PUT') response.writeHead(200, put(request, url, name, bytes)).end();
    else if (method === 'POST' && has('uploads')) {
      const id = randomBytes(8).toString('hex');
      uploads.set(id, {
        name,
        mediaType: request.headers['content-type'] ?? '',
        initiated: new Date(),
        parts: new Map(),
      });
      sendXml(
        response,
        200,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    } else if (method === 'POST') sendXml(response, 200, complete(url, name, bytes.toString()));
    else if (method === 'DELETE' && has('uploadId')) {
      if (!uploads.delete(url.searchParams.get('uploadId') ?? '')) throw new Refusal(404, 'NoSuchUpload');
      response.writeHead(204).end();
    } else if (method === 'DELETE') {
      objects.delete(name);
      response.writeHead(204).end();
    } else throw new Refusal(405, 'MethodNotAllowed');
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const { status, code } = error instanceof Refusal ? error : new Refusal(500, String(error));
      sendXml(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    settings: { endpoint: `http://127.0.0.1:${port}`, bucket, ...credentials },
    /** What it keeps, to be looked at and damaged. */
    ...{ objects, uploads, seen },
    largestBody: () => largestBody,
    stumble: (times: number): void => {
      stumbles = times;
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
