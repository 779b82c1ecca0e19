/** What is printed on a certificate of settlement, and the letter that brings it. */
export const settlementEn = {
	title: 'Certificate of settlement',
	named: (number: string) => `Certificate of settlement ${number}`,
	contract: 'Contract',
	about: 'About',
	began: 'Began on',
	settledOn: 'Settled on',
	customer: 'Customer',
	open: 'Still owed',
	nothing: (contract: string) => `Nothing is owed of contract ${contract}`,
	machines: 'Machine',
	model: 'Model',
	factory: 'Factory number',
	invoiced: 'Invoiced',
	received: 'Received',
	confirmed: (company: string, contract: string) =>
		`${company} confirms that everything owed of contract ${contract} is paid and that it makes no further claim from it.`,
	sold: 'The machines above are the customer’s property.',
	returned: 'The machines above were given back.',
	signature: 'Place, day and signature',
	subject: (contract: string) => `Contract ${contract} is settled`,
	heading: 'Everything is paid',
	lead: (contract: string, day: string) =>
		`Contract ${contract} was settled on ${day}. Nothing is owed any more. Thank you.`,
	attached: 'The certificate of settlement and the last invoice are attached as PDF.',
	button: 'View contract',
}
