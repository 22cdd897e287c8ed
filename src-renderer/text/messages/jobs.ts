import { count, type Messages } from '../message.ts'

export const jobs: Messages = {
  'out-of-memory': {
    what: '文件太大，超出了处理能力，已停止。',
    next: '请把文件拆小后再办理。',
  },
  'too-slow': {
    what: ({ seconds }) => `处理超过 ${count(seconds)} 秒仍未完成，已停止。`,
    next: '请把文件拆小后再办理；文件不大的，可能已损坏，请重新取得。',
  },
}
