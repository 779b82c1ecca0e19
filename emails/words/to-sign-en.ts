/** A contract that is to be signed: on paper, on its evidence page and in letters. */
export const toSignEn = {
	title: 'Contract',
	buyer: 'Customer',
	online: 'View and sign',
	about: (number: string) => `This page belongs to contract ${number} and records how it was signed.`,
	sent: {
		subject: (contract: string, company: string) => `Your contract ${contract} from ${company}: please sign`,
		heading: 'Your contract, to be signed',
		lead: (contract: string, day: string) =>
			`Contract ${contract} is ready. Please read it, ask us anything, and sign it online until ${day}.`,
		button: 'Read and sign',
		attached: 'The contract is attached as a PDF as well.',
	},
	reminder: {
		subject: (contract: string, day: string) => `Contract ${contract} can be signed until ${day}`,
		heading: 'Your contract is still to be signed',
		lead: (day: string) =>
			`You can sign it until the end of ${day}. If something in it does not suit you, please tell us.`,
	},
	question: {
		subject: (contract: string, customer: string) => `${customer} asks about contract ${contract}`,
		heading: 'A question about a contract',
	},
	answered: {
		subject: (contract: string) => `Our answer about contract ${contract}`,
	},
	signed: {
		subject: (contract: string) => `Contract ${contract} is signed`,
		lead: (contract: string) => `Contract ${contract} is in force. The signed contract is attached; please keep it.`,
	},
	decided: {
		subjectSigned: (contract: string, customer: string) => `${customer} signed contract ${contract}`,
		subjectDeclined: (contract: string, customer: string) => `${customer} does not sign contract ${contract}`,
		headingSigned: 'A contract was signed',
		headingDeclined: 'A contract was not signed',
		leadSigned: (signer: string, contract: string) => `Signed by ${signer}. Contract ${contract} is in force.`,
		leadDeclined: (customer: string) => `${customer} does not want the contract as it is. It is a draft again.`,
	},
}
