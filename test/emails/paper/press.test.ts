import { afterAll, expect, it, vi } from 'vitest'
import { renderInvoice } from '#emails/paper/invoice.ts'
import { openPress } from '#emails/paper/press.ts'
import { renderReceipt } from '#emails/paper/receipt.ts'
import { usualInvoice, usualReceipt } from '#test/emails/cast.ts'

const press = openPress(2)
afterAll(() => press.close())

// Threads compile the code once more before they print.
vi.setConfig({ testTimeout: 60_000 })

it('prints in its threads, byte for byte, what is printed here', async () => {
	const [invoice, chinese, receipt] = await Promise.all([
		press.print('invoice', usualInvoice('vi')),
		press.print('invoice', usualInvoice('zh')),
		press.print('receipt', usualReceipt('ru')),
	])
	expect(invoice.equals(await renderInvoice(usualInvoice('vi')))).toBe(true)
	expect(chinese.equals(await renderInvoice(usualInvoice('zh')))).toBe(true)
	expect(receipt.equals(await renderReceipt(usualReceipt('ru')))).toBe(true)
})

it('says what is wrong with a paper, and goes on with the next', async () => {
	const wrong = press.print('invoice', usualInvoice('en', { currency: 'ZZZ' }))
	await expect(wrong).rejects.toThrow('ISO 4217')
	expect((await press.print('invoice', usualInvoice('en'))).length).toBeGreaterThan(10_000)
})

it('prints where it is asked when it has no threads', async () => {
	const none = openPress(0)
	expect((await none.print('invoice', usualInvoice('en'))).equals(await renderInvoice(usualInvoice('en')))).toBe(true)
	await none.close()
})
