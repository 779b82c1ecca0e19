import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { NotSent } from '#emails/post/not-sent.ts'
import { openResend } from '#emails/post/resend.ts'
import { from, mail } from './mail.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const baseUrl = 'https://resend.example'
const post = openResend({ apiKey: 're_test_123', from, baseUrl })

/** Answers the next letters as Resend would, and keeps what was asked. */
function answer(status: number, body: object | string, headers: Record<string, string> = {}): Request[] {
	const asked: Request[] = []
	server.use(
		http.post(`${baseUrl}/emails`, ({ request }) => {
			asked.push(request.clone())
			if (typeof body === 'string') return new HttpResponse(body, { status, headers })
			return HttpResponse.json(body, { status, headers })
		}),
	)
	return asked
}

const failure = async (status: number, body: object | string): Promise<string> => {
	answer(status, body)
	const error: NotSent = await post.send(mail).then(
		() => Promise.reject(new Error('it was sent')),
		(reason) => reason,
	)
	return `${error.lasting} ${error.code}`
}

it('sends the letter with its key, file and names', async () => {
	const asked = answer(200, { id: 're-1' })
	expect(await post.send(mail)).toEqual({ id: 're-1', repeated: false })
	const [request] = asked
	expect(request?.headers.get('authorization')).toBe('Bearer re_test_123')
	expect(request?.headers.get('idempotency-key')).toBe('invoice-issued/0199b7a2')
	expect(await request?.json()).toEqual({
		from: '"Nordlicht Geräte, Service" <billing@nordlicht.example>',
		to: '"Щербакова, Ирина" <irina@xn--e1afmkfd.example>',
		subject: mail.subject,
		html: mail.html,
		text: mail.text,
		headers: { 'X-Entity-Ref-ID': '0199b7a2' },
		attachments: [{ filename: 'Счёт-318.pdf', content_type: 'application/pdf', content: 'JVBERgD/' }],
	})
})

it('gives up on a letter that Resend refuses for what it is', async () => {
	const said = { statusCode: 422, name: 'validation_error', message: 'Invalid `to` field.' }
	expect(await failure(422, said)).toBe('permanent validation_error')
	expect(await failure(422, { ...said, name: 'invalid_attachment' })).toBe('permanent invalid_attachment')
})

it('keeps a letter for later when the fault is ours or theirs', async () => {
	const said = (statusCode: number, name: string) => failure(statusCode, { statusCode, name, message: name })
	expect(await said(401, 'missing_api_key')).toBe('temporary missing_api_key')
	expect(await said(403, 'invalid_api_key')).toBe('temporary invalid_api_key')
	expect(await said(422, 'invalid_from_address')).toBe('temporary invalid_from_address')
	expect(await said(429, 'rate_limit_exceeded')).toBe('temporary rate_limit_exceeded')
	expect(await said(429, 'daily_quota_exceeded')).toBe('temporary daily_quota_exceeded')
	expect(await said(409, 'concurrent_idempotent_requests')).toBe('temporary concurrent_idempotent_requests')
	expect(await said(500, 'internal_server_error')).toBe('temporary internal_server_error')
	expect(await failure(502, '<html>Bad gateway</html>')).toBe('temporary application_error')
})

it('counts a key that was used with other words as sent, since the first letter went out', async () => {
	answer(409, { statusCode: 409, name: 'invalid_idempotent_request', message: 'Same key, different payload' })
	expect(await post.send(mail)).toEqual({ id: mail.idempotencyKey, repeated: true })
})

it('does not take an answer without an id for success', async () => {
	expect(await failure(200, {})).toBe('temporary no_answer')
	expect(await failure(200, '<html>Welcome to the hotel network</html>')).toBe('temporary application_error')
})

it('keeps a letter for later when Resend cannot be reached or does not answer', async () => {
	server.use(http.post(`${baseUrl}/emails`, () => HttpResponse.error()))
	await expect(post.send(mail)).rejects.toMatchObject({ lasting: 'temporary', code: 'application_error' })
	server.use(http.post(`${baseUrl}/emails`, () => new Promise<never>(() => {})))
	const hasty = openResend({ apiKey: 're_test_123', from, baseUrl, timeoutMilliseconds: 100 })
	await expect(hasty.send(mail)).rejects.toMatchObject({ lasting: 'temporary' })
})

it('asks nothing of Resend for an address that cannot be one', async () => {
	const asked = answer(200, { id: 're-1' })
	await expect(post.send({ ...mail, to: 'a@b@c' })).rejects.toMatchObject({ lasting: 'permanent', code: 'bad_address' })
	expect(asked).toEqual([])
})
