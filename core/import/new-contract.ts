import type { NewContract } from '../contract/write.ts'
import type { Agreement } from './agreement.ts'
import type { ImportMap } from './map.ts'

/** The new contract of an agreement, its product and plan known. */
export function newContract(
	map: ImportMap,
	agreement: Agreement,
	product: { productId: string; planId: string | null } | undefined,
): NewContract {
	const { record, customer, interval } = agreement
	const { values } = record
	const text = (field: string) => (typeof values[field] === 'string' ? values[field] : '')
	const days = (field: string) => (typeof values[field] === 'number' ? values[field] : null)
	return {
		customerId: customer.id,
		...(typeof values.number === 'string' && { number: values.number }),
		title: text('title'),
		ownerId: customer.ownerId,
		groupId: customer.groupId,
		type: 'subscription',
		currency: agreement.currency,
		startsOn: agreement.startsOn,
		endsOn: agreement.endsOn,
		anchorOn: null,
		alignment: map.alignment,
		timing: values.timing === 'arrears' ? 'arrears' : 'advance',
		prorate: map.prorate,
		paymentTermDays: days('paymentTermDays') ?? customer.paymentTermDays,
		noticeDays: days('noticeDays'),
		renewal: values.renewal === 'tacit' || values.renewal === 'quote' ? values.renewal : 'none',
		termMonths: null,
		purchaseOrder: text('purchaseOrder'),
		access: 'none',
		autopay: false,
		lines: [
			{
				description: agreement.description,
				productId: product?.productId ?? null,
				planId: product?.planId ?? null,
				model: text('model'),
				serialNumber: text('serialNumber'),
				factoryNumber: text('factoryNumber'),
				interval: interval === 'once' ? null : interval,
				quantity: agreement.quantity,
				unitPrice: agreement.unitPrice,
				discountPercent: agreement.discountPercent,
				taxClass: 'standard',
				startsOn: null,
				endsOn: null,
			},
		],
		imported: { source: map.source, key: agreement.key, digest: agreement.digest },
		attributes: record.others,
		billFrom: text('billFrom') || null,
	}
}
