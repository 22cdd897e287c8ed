import { contextBridge, ipcRenderer } from 'electron'
import { connectChannel, type DeskWindow, lostMessage, pickChannel, portMessage } from './bridge.ts'

// The page's own origin: nobody else may be handed a port.
ipcRenderer.on(portMessage, ({ ports }) => window.postMessage(portMessage, '/', [...ports]))
ipcRenderer.on(lostMessage, () => window.postMessage(lostMessage, '/'))

const deskWindow: DeskWindow = {
  connect: () => ipcRenderer.send(connectChannel),
  pick: (kind) => ipcRenderer.invoke(pickChannel, kind),
}
contextBridge.exposeInMainWorld('deskWindow', deskWindow)
