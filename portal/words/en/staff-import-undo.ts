import { words } from '../shape.ts'

/** What taking an import back would do, by what is in it. */
export const importUndo = words({
	undoRemoves: {
		customers: {
			one: '{{count}} customer that it brought is taken away.',
			other: '{{count}} customers that it brought are taken away.',
		},
		contracts: {
			one: '{{count}} contract that it brought is taken away.',
			other: '{{count}} contracts that it brought are taken away.',
		},
		lines: {
			one: '{{count}} line that it brought is taken away.',
			other: '{{count}} lines that it brought are taken away.',
		},
		contacts: {
			one: '{{count}} contact that it brought is taken away.',
			other: '{{count}} contacts that it brought are taken away.',
		},
		products: {
			one: '{{count}} product that it brought is taken away.',
			other: '{{count}} products that it brought are taken away.',
		},
		plans: {
			one: '{{count}} plan that it brought is taken away.',
			other: '{{count}} plans that it brought are taken away.',
		},
		prices: {
			one: '{{count}} price that it brought is taken away.',
			other: '{{count}} prices that it brought are taken away.',
		},
		follow_ups: {
			one: '{{count}} follow-up that it brought is taken away.',
			other: '{{count}} follow-ups that it brought are taken away.',
		},
		invoices: {
			one: '{{count}} open invoice that it brought is taken back.',
			other: '{{count}} open invoices that it brought are taken back.',
		},
		receipts: {
			one: '{{count}} receipt that it brought is taken back.',
			other: '{{count}} receipts that it brought are taken back.',
		},
		equipment: {
			one: '{{count}} machine that it brought is taken out of the ledger.',
			other: '{{count}} machines that it brought are taken out of the ledger.',
		},
	},
	undoPutsBack: {
		customers: {
			one: '{{count}} customer is put back to what it was.',
			other: '{{count}} customers are put back to what they were.',
		},
		contracts: {
			one: '{{count}} contract is put back to what it was; in force, by an amendment.',
			other: '{{count}} contracts are put back to what they were; in force, by amendments.',
		},
		lines: {
			one: '{{count}} line is put back to what it was; in force, by an amendment.',
			other: '{{count}} lines are put back to what they were; in force, by amendments.',
		},
		contacts: {
			one: '{{count}} contact is put back to what it was.',
			other: '{{count}} contacts are put back to what they were.',
		},
		products: {
			one: '{{count}} product is put back to what it was.',
			other: '{{count}} products are put back to what they were.',
		},
		plans: {
			one: '{{count}} plan is put back to what it was.',
			other: '{{count}} plans are put back to what they were.',
		},
		prices: {
			one: '{{count}} price is put back to what it was.',
			other: '{{count}} prices are put back to what they were.',
		},
		follow_ups: {
			one: '{{count}} follow-up is put back to what it was.',
			other: '{{count}} follow-ups are put back to what they were.',
		},
		invoices: {
			one: '{{count}} open invoice is put back to what it was.',
			other: '{{count}} open invoices are put back to what they were.',
		},
		receipts: {
			one: '{{count}} receipt is put back to what it was.',
			other: '{{count}} receipts are put back to what they were.',
		},
		equipment: {
			one: '{{count}} machine is put back to what it was.',
			other: '{{count}} machines are put back to what they were.',
		},
	},
})
