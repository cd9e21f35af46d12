import type { EvidenceKind } from '#kernel/rooms/evidence.ts'

export type FileType = {
  readonly kind: EvidenceKind
  readonly mediaType: string
  readonly words: string
  readonly extensions: readonly [string, ...string[]]
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** What may be kept, by what the content is; an extension must be one of those the content may carry. */
export const FILE_TYPES = {
  jpeg: { kind: 'image', mediaType: 'image/jpeg', words: 'JPEG 图片', extensions: ['jpg', 'jpeg', 'jfif'] },
  png: { kind: 'image', mediaType: 'image/png', words: 'PNG 图片', extensions: ['png'] },
  webp: { kind: 'image', mediaType: 'image/webp', words: 'WebP 图片', extensions: ['webp'] },
  gif: { kind: 'image', mediaType: 'image/gif', words: 'GIF 图片', extensions: ['gif'] },
  pdf: { kind: 'pdf', mediaType: 'application/pdf', words: 'PDF', extensions: ['pdf'] },
  docx: { kind: 'document', mediaType: `${OFFICE}.wordprocessingml.document`, words: 'Word 文档', extensions: ['docx'] },
  pptx: { kind: 'document', mediaType: `${OFFICE}.presentationml.presentation`, words: '演示文稿', extensions: ['pptx'] },
  doc: { kind: 'document', mediaType: 'application/msword', words: '旧版文档', extensions: ['doc', 'wps'] },
  ppt: { kind: 'document', mediaType: 'application/vnd.ms-powerpoint', words: '旧版演示文稿', extensions: ['ppt', 'dps'] },
  xlsx: { kind: 'sheet', mediaType: `${OFFICE}.spreadsheetml.sheet`, words: 'Excel 表格', extensions: ['xlsx'] },
  xls: { kind: 'sheet', mediaType: 'application/vnd.ms-excel', words: '旧版表格', extensions: ['xls', 'et'] },
  mp4: { kind: 'video', mediaType: 'video/mp4', words: 'MP4 视频', extensions: ['mp4', 'm4v'] },
  mov: { kind: 'video', mediaType: 'video/quicktime', words: 'MOV 视频', extensions: ['mov'] },
  zip: { kind: 'archive', mediaType: 'application/zip', words: 'ZIP 压缩包', extensions: ['zip'] },
} as const satisfies Record<string, FileType>
export type TypeName = keyof typeof FILE_TYPES

const TYPES: readonly FileType[] = Object.values(FILE_TYPES)
/** Every extension that some content may carry. */
const EXTENSIONS: readonly string[] = TYPES.flatMap(({ extensions }) => extensions)
export const extensionsOf = (kinds: readonly EvidenceKind[]): string[] =>
  TYPES.filter(({ kind }) => kinds.includes(kind)).flatMap(({ extensions }) => extensions)

const AS_JPEG = '请另存为 JPEG 或 PNG 图片再上传'
/** Kinds of files people do bring, with what to do instead. */
const REMEDIES: Readonly<Record<string, string>> = {
  svg: '不支持 SVG 文件，请导出为 PNG 图片再上传',
  html: '不支持 HTML 文件，请打印为 PDF 再上传',
  htm: '不支持 HTML 文件，请打印为 PDF 再上传',
  mht: '不支持网页存档，请打印为 PDF 再上传',
  mhtml: '不支持网页存档，请打印为 PDF 再上传',
  heic: '不支持 HEIC 照片，请在手机相机设置中选“兼容性最佳”，或另存为 JPEG 再上传',
  heif: '不支持 HEIF 照片，请在手机相机设置中选“兼容性最佳”，或另存为 JPEG 再上传',
  bmp: `不支持 BMP 图片，${AS_JPEG}`,
  tif: `不支持 TIFF 图片，${AS_JPEG}`,
  tiff: `不支持 TIFF 图片，${AS_JPEG}`,
  avif: `不支持 AVIF 图片，${AS_JPEG}`,
  ofd: '不支持 OFD 文件，请打印为 PDF 再上传',
  rar: '不支持 RAR 压缩包，请解压后上传，或重新打包为 .zip',
  '7z': '不支持 7Z 压缩包，请解压后上传，或重新打包为 .zip',
  docm: '文档含宏，禁止上传；请另存为 .docx',
  xlsm: '表格含宏，禁止上传；请另存为 .xlsx',
  pptm: '演示文稿含宏，禁止上传；请另存为 .pptx',
  txt: '不支持文本文件，请粘贴到文档中或打印为 PDF 再上传',
  csv: '不支持 CSV 文件，请另存为 .xlsx 再上传',
}

/** Why files of this extension are not taken whatever they hold; undefined: its content decides. */
export function extensionFault(extension: string): string | undefined {
  if (extension === '' || EXTENSIONS.includes(extension)) return undefined
  return REMEDIES[extension] ?? `不支持 .${extension} 文件；可上传图片、PDF、文档、表格、视频（MP4、MOV）和 ZIP 压缩包`
}
/** Whether people are told of this extension by name. */
export const hasRemedy = (extension: string): boolean => extension in REMEDIES
