import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findKokoroFiles } from '../../adapters/kokoro/kokoro.ts';
import { createWhisper } from '../../adapters/whisper/whisper.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import { stillHeader } from '../../domain/media/still-header.ts';
import type { BlobRef } from '../../domain/media.ts';
import { decodeWav } from '../../domain/speech/wav.ts';
import type { CallContext, Made, Maker } from '../../ports/provider.ts';
import { openRenderStudio } from '../render-studio.ts';
import { openStudio } from '../studio.ts';
import { folderGround } from '../studio-ground.ts';
import { createLocalProvider, type LocalProvider } from './local-provider.ts';

let home: string;
let local: LocalProvider;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'workprint-local-'));
  local = createLocalProvider({
    openMachine: async (signal) => {
      const renders = await openRenderStudio(
        () => undefined,
        () => folderGround(home),
      );
      const studio = await openStudio(signal, () => folderGround(home), renders.tools.media);
      return {
        ...studio,
        close: async () => {
          await studio.close();
          await renders.close();
        },
      };
    },
    hear: async (bytes) => decodeWav(bytes).samples,
    transcriber: createWhisper({ threads: 2 }),
    voices: findKokoroFiles(undefined)?.voices ?? [],
  });
});
afterAll(async () => {
  await local.close();
  rmSync(home, { recursive: true, force: true });
});

const { signal } = new AbortController();
const files = new Map<string, Uint8Array>();
const call: CallContext = {
  ...{ model: 'any', submitKey: 'one', signal },
  read: async ({ sha256 }) => files.get(sha256) ?? expect.fail('no such file'),
};
const make = async (ask: Ask): Promise<Made> => {
  const { makers } = local.kind.open({ key: undefined, baseUrl: '', fetch: () => expect.fail('it asked the network') });
  const maker = makers[ask.type] as Maker<Ask['type']> | undefined;
  const stage = await (maker ?? expect.fail('it makes no such thing')).start(ask, call);
  return stage.state === 'finished' ? stage.made : expect.fail('it is still under way');
};
const bytesOf = ({ files: [file] }: Made): Uint8Array =>
  file?.kind === 'bytes' ? file.bytes : expect.fail('no bytes');

test('FLM-46 C2 this machine speaks, and hears what it said, without a key', async () => {
  const said = await make({ type: 'speech', text: 'The lighthouse keeper counts the waves.', voice: 'af_heart' });
  expect(said.words?.map(({ text }) => text)).toContain('lighthouse');
  expect(said.usage.characters).toBe(39);
  const media: BlobRef = { sha256: 'said', sizeBytes: 1, mediaType: 'audio/wav' };
  files.set('said', bytesOf(said));
  const heard = await make({ type: 'transcript', audio: { role: 'source', kind: 'audio', media } });
  expect(heard.text?.toLowerCase()).toContain('lighthouse keeper');
  await expect(make({ type: 'speech', text: 'Hello.', voice: 'nobody' })).rejects.toThrow('There is no voice “nobody”');
});

test('FLM-46 C2 E4 this machine draws words and reads scripts; what it cannot do it says', async () => {
  const drawn = await make({
    type: 'image',
    prompt: 'An old woman waits under a red umbrella.',
    count: 1,
    aspectRatio: '1:1',
  });
  expect(stillHeader('png', bytesOf(drawn))).toMatchObject({ width: 1024, height: 1024 });
  const read = await make({ type: 'text', prompt: 'INT. KITCHEN - DAY\n\nMARA\nTea?\n', maxOutputTokens: 10 });
  expect(read.text).toContain('KITCHEN');
  const answer = { name: 'x', schema: {} };
  await expect(make({ type: 'text', prompt: 'Hello', maxOutputTokens: 10, answer })).rejects.toThrow(
    'no language model',
  );
});
