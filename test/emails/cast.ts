import type { CreditNotePaper, InvoicePaper } from '#emails/paper/invoice-paper.ts'
import type { ReceiptPaper } from '#emails/paper/receipt-paper.ts'
import type { Language } from '#emails/words/language.ts'

/** Invented papers in every language, with the letters that go wrong when fonts or line breaks do. */

const on = (day: string) => Temporal.PlainDate.from(day)

export const seller = {
	name: 'Nordlicht Geräte & Service GmbH',
	street: 'Hafenstraße 12',
	postalCode: '20457',
	city: 'Hamburg',
	country: 'DE',
	taxNumber: 'DE811907980',
	taxNumberName: 'VAT',
	registrationNumber: 'HRB 104321, Amtsgericht Hamburg',
	email: 'billing@nordlicht.example',
	phone: '+49 40 1234 5678',
	website: 'nordlicht.example',
	brandColour: '#0f6b5c',
	bankName: 'Hanseatische Handelsbank',
	iban: 'DE89370400440532013000',
	bic: 'HHBKDEFFXXX',
}

const buyers: Record<Language, InvoicePaper['buyer']> = {
	en: {
		name: 'Larkspur & Finch Ltd',
		street: '4 Old Mill Lane\nUnit 7',
		postalCode: 'BS1 6JQ',
		city: 'Bristol',
		country: 'GB',
		taxNumber: 'GB123456789',
		taxNumberName: 'VAT',
	},
	ru: {
		name: 'ТОО «Степной экспресс»',
		street: 'пр. Абая, д. 52, оф. 304',
		postalCode: '050008',
		city: 'Алматы',
		country: 'KZ',
		taxNumber: '123456789012',
		taxNumberName: 'БИН',
	},
	zh: {
		name: '苏州蓝鲸精密机械有限公司',
		street: '工业园区星湖街 328 号创意产业园 5 栋 1203 室',
		postalCode: '215123',
		city: '江苏省苏州市',
		country: 'CN',
		taxNumber: '91320594MA1XY2345K',
		taxNumberName: '统一社会信用代码',
	},
	vi: {
		name: 'Công ty TNHH Thiết bị Đường Ống Việt Thắng',
		street: 'Số 18, đường Nguyễn Hữu Thọ, phường Tân Phong, Quận 7',
		city: 'Thành phố Hồ Chí Minh',
		country: 'VN',
		taxNumber: '0312345678',
		taxNumberName: 'MST',
	},
}

const lines: Record<
	Language,
	{ lease: string; care: string; seats: string; setup: string; unit: string; why: string }
> = {
	en: {
		lease: 'Lease of compressor station with remote monitoring and spare part service',
		care: 'Maintenance, premium',
		seats: 'Portal seats',
		setup: 'Set-up on site',
		unit: 'month',
		why: '17 of 31 days: 480.00 × 17/31, less 10%',
	},
	ru: {
		lease: 'Аренда компрессорной станции с удалённым наблюдением и заменой запчастей',
		care: 'Техническое обслуживание, расширенное',
		seats: 'Рабочие места на портале',
		setup: 'Пусконаладка на объекте',
		unit: 'мес.',
		why: '17 из 31 дня: 480,00 × 17/31, скидка 10 %',
	},
	zh: {
		lease: '空压站租赁（含远程监控与备件更换服务），设备安装于苏州工业园区二号厂房',
		care: '高级维护保养',
		seats: '门户账号',
		setup: '现场安装调试',
		unit: '个月',
		why: '31 天中的 17 天：480.00 × 17/31，优惠 10%',
	},
	vi: {
		lease: 'Thuê trạm máy nén khí kèm giám sát từ xa và dịch vụ thay thế phụ tùng chính hãng',
		care: 'Bảo trì nâng cao, định kỳ hằng tháng',
		seats: 'Tài khoản cổng thông tin',
		setup: 'Lắp đặt và chạy thử tại chỗ',
		unit: 'tháng',
		why: '17 trên 31 ngày: 480,00 × 17/31, giảm 10%',
	},
}

/** A usual invoice: four lines, a serial number, a stub period, two rates of tax. */
export function usualInvoice(language: Language, change: Partial<InvoicePaper> = {}): InvoicePaper {
	const say = lines[language]
	return {
		language,
		seller,
		buyer: buyers[language],
		number: 'INV-2026-000318',
		issuedOn: on('2026-03-01'),
		dueOn: on('2026-03-15'),
		supplyFrom: on('2026-03-01'),
		supplyTo: on('2026-04-01'),
		contractNumber: 'C-2025-0042',
		customerReference: 'PO 4500017893',
		currency: 'EUR',
		lines: [
			{
				description: say.lease,
				model: 'KX-75 VSD',
				serialNumber: 'SN-0042-7719-A',
				from: on('2026-03-01'),
				to: on('2026-04-01'),
				quantity: '1',
				unit: say.unit,
				unitPrice: '1450.00',
				taxRate: '19',
				amountMinor: 145_000n,
			},
			{
				description: say.care,
				from: on('2026-03-15'),
				to: on('2026-04-01'),
				quantity: '1',
				unitPrice: '480.00',
				discountPercent: '10',
				taxRate: '19',
				amountMinor: 23_690n,
				why: say.why,
			},
			{ description: say.seats, quantity: '1250', unitPrice: '0.0125', taxRate: '7', amountMinor: 1_563n },
			{ description: say.setup, quantity: '2.5', unitPrice: '95.00', taxRate: '19', amountMinor: 23_750n },
		],
		subtotalMinor: 194_003n,
		taxes: [
			{ name: 'VAT', rate: '7', baseMinor: 1_563n, taxMinor: 109n },
			{ name: 'VAT', rate: '19', baseMinor: 192_440n, taxMinor: 36_564n },
		],
		totalMinor: 230_676n,
		balanceMinor: 230_676n,
		payUrl: 'https://portal.nordlicht.example/pay/q1w2e3',
		...change,
	}
}

/** A long one: every third description wraps, to see that rows stay aligned and none is lost at a page's end. */
export function longInvoice(count: number, language: Language = 'en'): InvoicePaper {
	const usual = usualInvoice(language)
	const rows = Array.from({ length: count }, (_, index) => {
		const pattern = usual.lines[index % usual.lines.length]
		if (!pattern) throw new Error('the usual invoice has lines')
		return { ...pattern, description: `${index + 1}. ${pattern.description}` }
	})
	return { ...usual, number: 'INV-2026-000999', lines: rows }
}

export function usualCreditNote(language: Language): CreditNotePaper {
	const { dueOn: _, balanceMinor: __, payUrl: ___, ...bill } = usualInvoice(language)
	return {
		...bill,
		number: 'CN-2026-000007',
		issuedOn: on('2026-03-20'),
		corrects: [{ number: 'INV-2026-000318', issuedOn: on('2026-03-01') }],
		reason: lines[language].care,
	}
}

export function usualReceipt(language: Language): ReceiptPaper {
	const { buyer, number } = usualInvoice(language)
	return {
		language,
		seller,
		buyer,
		number: 'R-2026-000201',
		issuedOn: on('2026-03-14'),
		paidOn: on('2026-03-14'),
		method: { kind: 'card', brand: 'visa', last4: '4242' },
		reference: 'pi_3PqR7s',
		currency: 'EUR',
		amountMinor: 260_000n,
		settles: [
			{
				invoiceNumber: number,
				issuedOn: on('2026-03-01'),
				totalMinor: 230_676n,
				amountMinor: 230_676n,
				stillDueMinor: 0n,
			},
			{
				invoiceNumber: 'INV-2026-000301',
				issuedOn: on('2026-02-20'),
				totalMinor: 24_000n,
				amountMinor: 19_324n,
				stillDueMinor: 4_676n,
			},
		],
		unallocatedMinor: 10_000n,
	}
}
