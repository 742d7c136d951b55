/**
 * A seccomp filter as the kernel reads it (classic BPF), for a program that only computes: it may read, write and start threads,
 * but start no process (unless allowed to), open no socket, watch no other process and mount nothing. Namespaces already take
 * these roads away; the filter keeps their kernel code out of reach of hostile media as well.
 * Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of Linux.
 */

type Machine = {
  /** AUDIT_ARCH_… of linux/audit.h. */
  readonly architecture: number;
  readonly refused: readonly number[];
  /** fork and vfork, where they are calls of their own. */
  readonly forks: readonly number[];
  readonly clone: number;
  /** Calls at and above this number belong to another ABI of the same kernel (x32). */
  readonly end?: number;
};

/** Numbers that all machines share: calls newer than 2018. */
const sharedRefused = [
  424, // pidfd_send_signal
  425,
  426,
  427, // io_uring_setup, _enter, _register: sockets without a socket call
  428,
  429,
  430,
  431,
  432,
  433, // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick
  434,
  438,
  440,
  442,
  443,
  448, // pidfd_open, pidfd_getfd, process_madvise, mount_setattr, quotactl_fd, process_mrelease
];
/** Its flags lie in memory where a filter cannot look; answered with "no such call", libc falls back to clone. */
const clone3 = 435;

const machines: Readonly<Record<string, Machine>> = {
  x64: {
    architecture: 0xc000003e,
    // biome-ignore format: a table
    refused: [
      ...sharedRefused,
      41, 42, 43, 49, 50, 53, 288, // socket, connect, accept, bind, listen, socketpair, accept4
      101, 310, 311, 312, // ptrace, process_vm_readv, process_vm_writev, kcmp
      155, 161, 165, 166, 272, 308, // pivot_root, chroot, mount, umount2, unshare, setns
      103, 163, 164, 167, 168, 169, 170, 171, 179, 227, 305, // syslog, acct, settimeofday, swapon … clock_settime, clock_adjtime
      172, 173, 174, 175, 176, 177, 178, 180, 246, 313, 320, // iopl, ioperm, modules, nfsservctl, kexec
      133, 154, 259, 303, 304, // mknod, modify_ldt, mknodat, name_to_handle_at, open_by_handle_at
      248, 249, 250, 298, 300, 321, 323, // add_key, request_key, keyctl, perf_event_open, fanotify_init, bpf, userfaultfd
      256, 279, // migrate_pages, move_pages
    ],
    forks: [57, 58],
    clone: 56,
    end: 0x40000000,
  },
  arm64: {
    architecture: 0xc00000b7,
    // biome-ignore format: a table
    refused: [
      ...sharedRefused,
      198, 199, 200, 201, 202, 203, 242, // socket, socketpair, bind, listen, accept, connect, accept4
      117, 270, 271, 272, // ptrace, process_vm_readv, process_vm_writev, kcmp
      39, 40, 41, 51, 97, 268, // umount2, mount, pivot_root, chroot, unshare, setns
      42, 60, 89, 104, 105, 106, 112, 116, 142, 161, 162, 170, 224, 225, 266, 273, 294, // nfsservctl, quotactl, acct, kexec, modules …
      33, 264, 265, // mknodat, name_to_handle_at, open_by_handle_at
      217, 218, 219, 238, 239, 241, 262, 280, 282, // add_key, request_key, keyctl, migrate_pages, move_pages, perf_event_open, …
    ],
    forks: [],
    clone: 220,
  },
};

/** One instruction: code, where to jump when true and when false, operand. */
type Instruction = readonly [code: number, whenTrue: number, whenFalse: number, operand: number];

const loadWord = 0x20; // BPF_LD | BPF_W | BPF_ABS
const jumpIfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const jumpIfAtLeast = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const jumpIfAnyBit = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const giveBack = 0x06; // BPF_RET | BPF_K

/** Offsets in struct seccomp_data. */
const [callNumberAt, architectureAt, firstArgumentAt] = [0, 4, 16];
const cloneThread = 0x00010000;

const allow = 0x7fff0000;
const killProcess = 0x80000000;
const errorNumber = (number: number): number => 0x00050000 | number;
const [notPermitted, noSuchCall] = [errorNumber(1), errorNumber(38)];

const instructionsFor = (machine: Machine, mayStartProcesses: boolean): readonly Instruction[] => {
  const refused = mayStartProcesses ? machine.refused : [...machine.refused, ...machine.forks];
  const refuse = (number: number): readonly Instruction[] => [
    [jumpIfEqual, 0, 1, number],
    [giveBack, 0, 0, notPermitted],
  ];
  return [
    [loadWord, 0, 0, architectureAt],
    [jumpIfEqual, 1, 0, machine.architecture],
    [giveBack, 0, 0, killProcess],
    [loadWord, 0, 0, callNumberAt],
    ...(machine.end === undefined
      ? []
      : ([
          [jumpIfAtLeast, 0, 1, machine.end],
          [giveBack, 0, 0, noSuchCall],
        ] as const)),
    ...refused.flatMap(refuse),
    ...(mayStartProcesses
      ? []
      : ([
          [jumpIfEqual, 0, 1, clone3],
          [giveBack, 0, 0, noSuchCall],
          [jumpIfEqual, 0, 3, machine.clone],
          [loadWord, 0, 0, firstArgumentAt],
          [jumpIfAnyBit, 1, 0, cloneThread],
          [giveBack, 0, 0, notPermitted],
        ] as const)),
    [giveBack, 0, 0, allow],
  ];
};

/**
 * The filter for a processor as Node names it (`process.arch`): an array of struct sock_filter, little endian. Undefined for
 * a processor whose table is not here.
 */
export const systemCallFilter = (processor: string, mayStartProcesses: boolean): Uint8Array | undefined => {
  const machine = machines[processor];
  if (machine === undefined) return undefined;
  const instructions = instructionsFor(machine, mayStartProcesses);
  const bytes = new Uint8Array(instructions.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [at, [code, whenTrue, whenFalse, operand]] of instructions.entries()) {
    view.setUint16(at * 8, code, true);
    view.setUint8(at * 8 + 2, whenTrue);
    view.setUint8(at * 8 + 3, whenFalse);
    view.setUint32(at * 8 + 4, operand >>> 0, true);
  }
  return bytes;
};
