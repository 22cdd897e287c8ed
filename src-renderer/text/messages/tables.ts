import { bytesInWords, count, type Messages, words } from '../message.ts'

const kinds: Readonly<Record<string, string>> = {
  xls: '旧版 .xls 或 WPS .et 文件',
  pdf: 'PDF 文件',
  image: '图片',
  archive: '压缩包',
  markup: '网页格式的文件',
}

export const tables: Messages = {
  'not-a-table': {
    what: ({ kind }) => `这不是可以读取的表格${kinds[words(kind)] ? `，而是${kinds[words(kind)]}` : ''}。`,
    next: ({ kind }) =>
      words(kind) === 'archive'
        ? '请先解压，再选择其中的 XLSX 或 CSV 文件。'
        : '请在 WPS 或 Excel 中打开，另存为 .xlsx，再选择新文件。',
  },
  'password-protected': {
    what: '这份表格设有密码，打不开。',
    next: '请在 WPS 或 Excel 中去掉密码，另存后再选择；或请报送单位重新提供。',
  },
  damaged: {
    what: '这份表格已损坏，或没有传完整。',
    next: '请在 WPS 或 Excel 中试着打开并另存；打不开的，请报送单位重新提供。',
  },
  'empty-file': {
    what: '这份文件是空的。',
    next: '请确认选对了文件，或请报送单位重新提供。',
  },
  'no-cells': {
    what: ({ because }) =>
      because === 'tables/formula-without-value'
        ? '这张工作表里只有没有结果的公式，没有可以读取的内容。'
        : '这张工作表里没有内容。',
    next: ({ because }) =>
      because === 'tables/formula-without-value'
        ? '请在 WPS 或 Excel 中打开并保存一次，再重新选择。'
        : '请换一张工作表，或确认选对了文件。',
  },
  'no-such-sheet': {
    what: '文件里没有这张工作表。',
    next: '请重新选择文件和工作表。',
  },
  'not-readable': {
    what: ({ reason }) => (words(reason) === 'EISDIR' ? '选中的是文件夹，不是文件。' : '文件读不出来。'),
    next: '请检查 U 盘或光盘是否插好、文件是否正被别的程序打开，再试一次。',
  },
  'open-quote': {
    what: ({ row }) => `第 ${count(row)} 行有一个没有成对的引号，后面的内容无法分列。`,
    next: '请在 WPS 或 Excel 中打开这份 CSV，另存为 .xlsx，再重新选择。',
  },
  'secrecy-mark': {
    what: '表格中有密级标志，没有写出文件。',
    safe: '没有复制其中的任何内容，原文件没有被改动。',
    next: '勿复制、勿删除、勿带走，报保密办。',
  },
  'too-large': {
    what: ({ what, limit }) => `${tooLarge(words(what), count(limit))}。`,
    next: '请把清单拆成几份，分几次导入；多余的空行、空列请先删掉。',
  },
}

function tooLarge(what: string, limit: number): string {
  const most = limit.toLocaleString('en-US')
  switch (what) {
    case 'rows':
      return `表格超过 ${most} 行`
    case 'columns':
      return `表格超过 ${most} 列`
    case 'cells':
      return `表格超过 ${most} 格`
    case 'file':
    case 'unpacked':
      return `文件${what === 'file' ? '' : '展开后'}超过 ${bytesInWords(limit)}`
    case 'time':
      return `读了 ${most} 秒还没有读完，已停止`
    default:
      return '表格太大，读不下'
  }
}
