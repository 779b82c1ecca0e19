/** Invented, so that the style page shows what pages really hold. */
const usd = (minor: bigint) => ({ minor, currency: 'USD' })

export const invoices = [
	{
		number: 'INV-2026-0412',
		on: '2026-11-01',
		due: '2026-11-15',
		state: 'overdue',
		tone: 'bad',
		total: usd(124_000n),
		open: usd(124_000n),
	},
	{
		number: 'INV-2026-0399',
		on: '2026-10-01',
		due: '2026-10-15',
		state: 'partly_paid',
		tone: 'warn',
		total: usd(1_860_050n),
		open: usd(60_050n),
	},
	{
		number: 'INV-2026-0371',
		on: '2026-09-01',
		due: '2026-09-15',
		state: 'paid',
		tone: 'good',
		total: usd(124_000n),
		open: usd(0n),
	},
	{
		number: 'CN-2026-0008',
		on: '2026-08-20',
		due: '2026-08-20',
		state: 'issued',
		tone: 'accent',
		total: usd(-31_000n),
		open: usd(0n),
	},
] as const

export const lines = [
	{
		product: 'Press line care, full',
		serial: 'SN 88-20417',
		quantity: '1',
		price: '980',
		amount: usd(98_000n),
		from: '2026-11-01',
		to: '2026-12-01',
	},
	{
		product: 'Remote monitoring',
		serial: 'SN 88-20418',
		quantity: '2',
		price: '130',
		amount: usd(26_000n),
		from: '2026-11-01',
		to: '2026-12-01',
	},
	{
		product: 'Pages printed',
		serial: '',
		quantity: '18 240',
		price: '0.0125',
		amount: usd(22_800n),
		from: '2026-10-01',
		to: '2026-11-01',
	},
] as const

export const happenings = [
	{
		id: '1',
		when: '22 Nov 2026, 09:12',
		by: 'Stripe',
		what: 'Payment of US$1,240.00 failed: insufficient funds',
		tone: 'bad',
		detail: 'The next try is on 25 Nov 2026.',
	},
	{
		id: '2',
		when: '1 Nov 2026',
		by: 'Counterpart',
		what: 'Invoice INV-2026-0412 was issued and mailed',
		tone: 'accent',
	},
	{ id: '3', when: '14 Oct 2026', by: 'Ola Berg', what: 'Remote monitoring: 1 more unit', tone: 'neutral' },
	{ id: '4', when: '1 Feb 2024', by: 'Mai Nguyễn', what: 'Signed by both parties', tone: 'good' },
] as const
