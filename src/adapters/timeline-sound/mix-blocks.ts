/**
 * Buses to one programme, block after block. Ducking hears what comes: every bus is read some blocks ahead of what is written, and
 * the mean squares of what was read tell the envelopes when to go down.
 */
import { DuckEnvelope, hopSamples } from '../../compile/sound/levels.ts';
import type { SoundBus, SoundPlan } from '../../compile/sound/sound-plan.types.ts';
import { gainFromDb } from '../../domain/sound/decibels.ts';
import { type Block, BusStream, emptyBlock } from './bus-stream.ts';
import type { OpenSoundDecoder } from './clip-stream.ts';

const hopsPerBlock = 10;
/** A tenth of a second. */
export const blockSamples = hopSamples * hopsPerBlock;

const meanSquare = ({ left, right }: Block, from: number): number => {
  let sum = 0;
  for (let i = from; i < from + hopSamples; i++) {
    const [l, r] = [left[i] as number, right[i] as number];
    sum += l * l + r * r;
  }
  return sum / (2 * hopSamples);
};

/** A bus with the blocks read but not yet written, and their powers by the hop. */
type Lane = {
  readonly bus: SoundBus;
  readonly stream: BusStream;
  readonly blocks: Block[];
  readonly powers: number[];
  readonly envelope: DuckEnvelope | undefined;
  /** Decibels down at the end of the last block. */
  downDb: number;
};

/** Visits the programme in order, in blocks of at most `blockSamples`. */
export const mixBlocks = async (
  plan: SoundPlan,
  open: OpenSoundDecoder,
  signal: AbortSignal,
  visit: (block: Block, from: number) => Promise<void>,
): Promise<void> => {
  const lanes = plan.buses.map(
    (bus): Lane => ({
      ...{ bus, stream: new BusStream(bus, plan.rate, open, signal), blocks: [], powers: [], downDb: 0 },
      envelope: bus.duck && new DuckEnvelope(bus.duck),
    }),
  );
  const aheadHops = Math.max(0, ...lanes.map(({ envelope }) => envelope?.aheadHops ?? 0));
  const aheadBlocks = Math.ceil(aheadHops / hopsPerBlock);
  const read = async (): Promise<void> => {
    for (const lane of lanes) {
      const block = await lane.stream.next(blockSamples);
      lane.blocks.push(block);
      for (let hop = 0; hop < hopsPerBlock; hop++) lane.powers.push(meanSquare(block, hop * hopSamples));
    }
  };
  try {
    for (let i = 0; i < aheadBlocks; i++) await read();
    for (let from = 0; from < plan.durationSamples; from += blockSamples) {
      signal.throwIfAborted();
      await read();
      const mixed = sumOf(lanes);
      const length = Math.min(blockSamples, plan.durationSamples - from);
      await visit(
        length === blockSamples
          ? mixed
          : { left: mixed.left.subarray(0, length), right: mixed.right.subarray(0, length) },
        from,
      );
    }
  } finally {
    await Promise.all(lanes.map(({ stream }) => stream.close()));
  }
};

const sumOf = (lanes: readonly Lane[]): Block => {
  const out = emptyBlock(blockSamples);
  for (const lane of lanes) addLane(out, lane, lanes);
  for (const lane of lanes) {
    lane.blocks.shift();
    lane.powers.splice(0, hopsPerBlock);
  }
  return out;
};

const addLane = (out: Block, lane: Lane, lanes: readonly Lane[]): void => {
  const block = lane.blocks[0] as Block;
  for (let hop = 0; hop < hopsPerBlock; hop++) {
    const from = hop * hopSamples;
    const before = gainFromDb(-lane.downDb);
    if (lane.envelope) lane.downDb = lane.envelope.next(heardOver(lane, lanes, hop));
    const step = (gainFromDb(-lane.downDb) - before) / hopSamples;
    for (let i = 0; i < hopSamples; i++) {
      const gain = before + step * i;
      out.left[from + i] = (out.left[from + i] as number) + (block.left[from + i] as number) * gain;
      out.right[from + i] = (out.right[from + i] as number) + (block.right[from + i] as number) * gain;
    }
  }
};

/** Mean squares, from this hop on, of the loudest bus that this one steps back for. */
const heardOver = ({ bus, envelope }: Lane, lanes: readonly Lane[], hop: number): number[] =>
  Array.from({ length: (envelope as DuckEnvelope).aheadHops + 1 }, (_, i) =>
    Math.max(0, ...(bus.duck?.under ?? []).map((index) => lanes[index]?.powers[hop + i] ?? 0)),
  );
