import { contextBridge, ipcRenderer } from 'electron'
import {
  answerClosingChannel,
  closingMessage,
  connectChannel,
  type DeskWindow,
  lostMessage,
  menuMessages,
  pickChannel,
  portMessage,
  scaleChannel,
} from './bridge.ts'

// '/' is the page's own origin: whatever else lies in the window is told nothing.
ipcRenderer.on(portMessage, ({ ports }) => window.postMessage(portMessage, '/', [...ports]))
for (const message of [lostMessage, closingMessage, ...menuMessages]) {
  ipcRenderer.on(message, () => window.postMessage(message, '/'))
}

const deskWindow: DeskWindow = {
  connect: () => ipcRenderer.send(connectChannel),
  pick: (request) => ipcRenderer.invoke(pickChannel, request),
  answerClosing: (answer) => ipcRenderer.send(answerClosingChannel, answer),
  scale: (percent) => ipcRenderer.send(scaleChannel, percent),
}
contextBridge.exposeInMainWorld('deskWindow', deskWindow)
