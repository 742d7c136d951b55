/**
 * Small edits of an ONNX graph's bytes: add nodes, constants, inputs and outputs, or point a node at another input.
 * Everything that is not edited is copied as it is. Field numbers: onnx/onnx.proto3 (ModelProto.graph = 7,
 * GraphProto.node = 1, initializer = 5, input = 11, output = 12, value_info = 13).
 */
import { bytesField, joinBytes, numberField, textField, varint, wireFields } from './protobuf-wire.ts';

export const elementType = { float32: 1, int64: 7, bool: 9, float16: 10 } as const;
export type ElementType = keyof typeof elementType;

export type NodeSpec = {
  readonly operator: string;
  /** An empty string leaves an optional input out. */
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | string | readonly number[]>>;
};

export type ConstantSpec = {
  readonly name: string;
  readonly type: 'float32' | 'int64';
  readonly dimensions: readonly number[];
  readonly values: ArrayLike<number>;
};

/** A graph input or output; a text dimension is free. */
export type ValueSpec = {
  readonly name: string;
  readonly type: ElementType;
  readonly shape?: readonly (number | string)[];
};

export type GraphEdit = {
  /** Inserted right before the node that makes the tensor `before` stands for. */
  readonly insertBefore: readonly { readonly output: string; readonly nodes: readonly NodeSpec[] }[];
  /** The node that makes `output` reads `to` where it read `from`. */
  readonly rewire: readonly { readonly output: string; readonly from: string; readonly to: string }[];
  readonly constants: readonly ConstantSpec[];
  readonly addInputs: readonly ValueSpec[];
  readonly addOutputs: readonly ValueSpec[];
  /** Inputs of the same name that are declared again with another shape. */
  readonly replaceInputs: readonly ValueSpec[];
  /** Recorded shapes that no longer hold. */
  readonly forgetShapes: readonly string[];
};

const attribute = (name: string, value: number | string | readonly number[]): Uint8Array => {
  const named = textField(1, name);
  if (typeof value === 'string') return bytesField(5, joinBytes(named, textField(4, value), numberField(20, 3)));
  if (typeof value === 'number') return bytesField(5, joinBytes(named, numberField(3, value), numberField(20, 2)));
  return bytesField(5, joinBytes(named, ...value.map((each) => numberField(8, each)), numberField(20, 7)));
};

const encodeNode = (node: NodeSpec): Uint8Array =>
  bytesField(
    1,
    joinBytes(
      ...node.inputs.map((input) => textField(1, input)),
      textField(2, node.output),
      textField(3, node.output),
      textField(4, node.operator),
      ...Object.entries(node.attributes ?? {}).map(([name, value]) => attribute(name, value)),
    ),
  );

const encodeConstant = (constant: ConstantSpec): Uint8Array => {
  const raw =
    constant.type === 'float32'
      ? Float32Array.from(constant.values)
      : BigInt64Array.from(Array.from(constant.values, (value) => BigInt(value)));
  return bytesField(
    5,
    joinBytes(
      ...constant.dimensions.map((size) => numberField(1, size)),
      numberField(2, elementType[constant.type]),
      textField(8, constant.name),
      bytesField(9, new Uint8Array(raw.buffer)),
    ),
  );
};

const encodeValue = (field: 11 | 12, value: ValueSpec): Uint8Array => {
  const dimensions = (value.shape ?? []).map((size) =>
    bytesField(1, typeof size === 'number' ? numberField(1, size) : textField(2, size)),
  );
  const shape = value.shape === undefined ? new Uint8Array(0) : bytesField(2, joinBytes(...dimensions));
  const tensor = bytesField(1, joinBytes(numberField(1, elementType[value.type]), shape));
  return bytesField(field, joinBytes(textField(1, value.name), bytesField(2, tensor)));
};

/** The texts of a message's field `number`, read without copying more than that. */
const texts = (bytes: Uint8Array, start: number, end: number, number: number): string[] => {
  const found: string[] = [];
  for (const field of wireFields(bytes, start, end))
    if (field.number === number && field.wireType === 2)
      found.push(new TextDecoder().decode(bytes.subarray(field.start, field.end)));
  return found;
};

const rewireNode = (bytes: Uint8Array, start: number, end: number, from: string, to: string): Uint8Array => {
  const parts: Uint8Array[] = [];
  for (const field of wireFields(bytes, start, end)) {
    const isTarget = field.number === 1 && new TextDecoder().decode(bytes.subarray(field.start, field.end)) === from;
    parts.push(isTarget ? textField(1, to) : bytes.subarray(field.tagStart, field.end));
  }
  return bytesField(1, joinBytes(...parts));
};

/** Every operator of the graph, once each; for tests and for refusing models that draw random numbers. */
export const operatorsOf = (model: Uint8Array): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const top of wireFields(model))
    if (top.number === 7)
      for (const field of wireFields(model, top.start, top.end))
        if (field.number === 1) for (const operator of texts(model, field.start, field.end, 4)) found.add(operator);
  return found;
};

/**
 * The edited model as a list of byte ranges to be written one after the other (the large ones are views, not copies).
 * Throws when a tensor or input that the edit names is not in the graph: then this is not the model the edit was made for.
 */
export const editModel = (model: Uint8Array, edit: GraphEdit): Uint8Array[] => {
  const output: Uint8Array[] = [];
  for (const top of wireFields(model)) {
    if (top.number !== 7) {
      output.push(model.subarray(top.tagStart, top.end));
      continue;
    }
    const graph = editGraph(model, top.start, top.end, edit);
    const length = graph.reduce((sum, part) => sum + part.length, 0);
    output.push(joinBytes(varint((7 << 3) | 2), varint(length)), ...graph);
  }
  return output;
};

const editGraph = (model: Uint8Array, start: number, end: number, edit: GraphEdit): Uint8Array[] => {
  const parts: Uint8Array[] = [];
  const pending = new Set([
    ...edit.insertBefore.map((each) => `node ${each.output}`),
    ...edit.rewire.map((each) => `node ${each.output}`),
    ...edit.replaceInputs.map((each) => `input ${each.name}`),
  ]);
  const forget = new Set(edit.forgetShapes);
  for (const field of wireFields(model, start, end)) {
    const asItIs = model.subarray(field.tagStart, field.end);
    if (field.number === 1) {
      const outputs = texts(model, field.start, field.end, 2);
      for (const insertion of edit.insertBefore)
        if (outputs.includes(insertion.output)) {
          parts.push(...insertion.nodes.map(encodeNode));
          pending.delete(`node ${insertion.output}`);
        }
      const rewire = edit.rewire.find((each) => outputs.includes(each.output));
      if (rewire === undefined) parts.push(asItIs);
      else if (!texts(model, field.start, field.end, 1).includes(rewire.from)) continue;
      else {
        parts.push(rewireNode(model, field.start, field.end, rewire.from, rewire.to));
        pending.delete(`node ${rewire.output}`);
      }
    } else if (field.number === 11 || field.number === 13) {
      const [name] = texts(model, field.start, field.end, 1);
      const replacement = field.number === 11 ? edit.replaceInputs.find((each) => each.name === name) : undefined;
      if (replacement !== undefined) pending.delete(`input ${replacement.name}`);
      if (replacement !== undefined) parts.push(encodeValue(11, replacement));
      else if (field.number === 11 || !forget.has(name ?? '')) parts.push(asItIs);
    } else parts.push(asItIs);
  }
  if (pending.size > 0) throw new Error(`onnx: the graph has no ${[...pending].join(', ')}`);
  parts.push(...edit.constants.map(encodeConstant));
  parts.push(...edit.addInputs.map((value) => encodeValue(11, value)));
  parts.push(...edit.addOutputs.map((value) => encodeValue(12, value)));
  return parts;
};
