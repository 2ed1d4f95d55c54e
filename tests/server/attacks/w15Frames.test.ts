import { expect, test } from 'vitest'
import { anApp } from '#tests/support/app.ts'
import { codeFor, harmless, inside } from '#tests/support/attack.ts'
import { numbers } from '#tests/support/handmade.ts'
import { masked, syncPath, tcpSocket, type TcpSocket } from '#tests/support/tcpSocket.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()
const bytes = (...all: readonly number[]) => Uint8Array.from(all)
const all255 = Array<number>(10).fill(255)

let made: Promise<World> | undefined
const world = () => { made ??= aWorkspace(app, 'drafting'); return made }
const refused = async (persona: string, code: number, ...frames: readonly Uint8Array[]) => harmless(app, await world(), async () => { expect(await codeFor(await world(), persona, ...frames)).toBe(code) })

test.each(['ping', '', '\u0000\u0000\u0001\u0000'])('W15 a text frame (“%s”) is no frame of the protocol', async (words) => {
  await harmless(app, await world(), async () => {
    const socket = await inside(await world(), 'policymaker')
    socket.socket.send(words)
    expect((await socket.closed()).code).toBe(4400)
  })
})

test.each([
  ['an empty frame', bytes()],
  ['one byte', bytes(0)],
  ['a cut-off number', bytes(0, 0x80)],
  ['a number without end', bytes(...all255)],
  ['a number without end for a length', bytes(0, 2, ...all255)],
  ['a length beyond the frame', bytes(0, 2, 100, 1)],
  ['bytes left over', bytes(0, 2, 2, 0, 0, 7)],
  ['a question with no state vector', bytes(0, 0, 3, 255, 255, 255)],
  ['presence with no bytes', bytes(1)],
])('W16 %s is refused', (_what, frame) => refused('policymaker', 4400, frame))

const broken: [what: string, break_: (socket: TcpSocket) => void][] = [
  ['reserved bits', ({ socket }) => socket.write(masked(0xC2, bytes(0)))],
  ['an opcode that there is not', ({ socket }) => socket.write(masked(0x83, bytes(0)))],
  ['words that are no UTF-8', ({ socket }) => socket.write(masked(0x81, bytes(0xC3, 0x28)))],
  ['a ping that is too long', ({ socket }) => socket.write(masked(0x89, new Uint8Array(126)))],
  ['a ping in pieces', ({ socket }) => socket.write(masked(0x09, bytes(0)))],
  ['a frame without a mask', ({ socket }) => socket.write(Buffer.from([0x82, 1, 0]))],
  ['a continuation of nothing', ({ socket }) => socket.write(masked(0x80, bytes(0)))],
  ['half a header, then a reset', ({ socket }) => { socket.write(Buffer.from([0x82])); socket.resetAndDestroy() }],
  ['half a frame, then the end', ({ socket }) => { socket.end(masked(0x82, bytes(0), 100)) }],
  ['a close with the code 1005', ({ socket }) => socket.write(masked(0x88, bytes(0x03, 0xED)))],
  ['a close with the code 999', ({ socket }) => socket.write(masked(0x88, bytes(0x03, 0xE7)))],
  ['a close with half a code', ({ socket }) => socket.write(masked(0x88, bytes(3)))],
  ['a length of 2^62', ({ socket }) => socket.write(masked(0x82, bytes(0), 2 ** 62))],
  ['no WebSocket at all', ({ socket }) => socket.write('GET / HTTP/1.1\r\n\r\n')],
]
test.each(broken)('W17 %s drops the socket, and the server lives', async (_what, break_) => {
  await harmless(app, await world(), async () => {
    const socket = await tcpSocket(await (await world()).as('policymaker'), syncPath(await world()))
    expect(socket.answer).toMatch(/^HTTP\/1\.1 101 /)
    break_(socket)
    await socket.gone()
  })
})

test('W18 a frame of 1 MiB and a byte is too large for anyone', () => refused('policymaker', 1009, new Uint8Array(1024 * 1024 + 1)))

test.each([[5, bytes(5)], [6, bytes(6)], [50, bytes(50, 0)], [100, numbers(100, 1_000, 1_000)], [2, bytes(2, 0, 1, 97)], [4, bytes(4)], [2 ** 40, numbers(2 ** 40)]])('W19 an unknown outer type (%d) is refused', (_type, frame) =>
  refused('policymaker', 4400, frame))

test.each([3, 4, 127, 2 ** 31])('W20 an unknown step of synchronising (%d) is refused', (step) => refused('policymaker', 4400, numbers(0, step, 0)))
