/** Sentences of the letters about kept cards, automatic payment and late money. */
export const collectingEn = {
	cardSaved: {
		subject: (card: string) => `Card saved: ${card}`,
		heading: 'Your card is saved',
		lead: (card: string) => `We have saved your ${card} with our payment processor.`,
		pays: 'Paid automatically',
		paysNothing: 'It is charged only for contracts for which you switch automatic payment on.',
		notYou: 'Was this not you? Remove the card on the page and let us know.',
		view: 'View cards',
	},
	cardRemoved: {
		subject: (card: string) => `Card removed: ${card}`,
		heading: 'Your card is removed',
		lead: (card: string) => `Your ${card} has been removed. We will not charge it again.`,
		leadByBank: (card: string) => `Our payment processor can no longer charge your ${card}. The card has been removed.`,
		off: 'Automatic payment off',
		waiting: 'Waiting for another card',
		offNote: 'From now on you pay these invoices yourself; each comes with a button to pay.',
		waitingNote: 'Save another card, and automatic payment goes on with it.',
		view: 'View cards',
	},
	autopayChanged: {
		subjectOn: (contract: string) => `Automatic payment is on for contract ${contract}`,
		subjectOff: (contract: string) => `Automatic payment is off for contract ${contract}`,
		headingOn: 'Automatic payment is on',
		headingOff: 'Automatic payment is off',
		leadOn: (contract: string, card: string) =>
			`Invoices of contract ${contract} are charged to your ${card} on the day they are issued.`,
		leadOff: (contract: string) => `Invoices of contract ${contract} are no longer charged by themselves.`,
		noteOn: 'You get every invoice as before, and you can switch this off at any time.',
		noteOff: 'From now on you pay each invoice yourself; it comes with a button to pay.',
		view: 'View contract',
	},
	paymentToConfirm: {
		subject: (invoice: string) => `Please confirm your payment for invoice ${invoice}`,
		heading: 'Your bank wants you to confirm',
		lead: (amount: string, invoice: string) =>
			`Your bank asks you to confirm the payment of ${amount} for invoice ${invoice} yourself. Nothing is charged before that.`,
		next: 'The button opens the invoice; from there your bank guides you. You can also pay with another card.',
		unaffected: 'Your contract goes on unchanged.',
		method: 'Card',
		confirm: 'Confirm payment',
	},
	cardExpiring: {
		subject: (card: string) => `Your card expires soon: ${card}`,
		subjectPast: (card: string) => `Your card has expired: ${card}`,
		heading: 'Your card expires soon',
		headingPast: 'Your card has expired',
		lead: (card: string, day: string) => `Your ${card} is good until ${day}. After that we cannot charge it.`,
		leadPast: (card: string, day: string) => `Your ${card} was good until ${day}. We cannot charge it any more.`,
		pays: 'Paid with it',
		renewed: 'Some banks pass a new card on to us by themselves. If the page already shows the new date, all is well.',
		replace: 'Replace card',
	},
	invoiceDueSoon: {
		subject: (invoice: string, amount: string, day: string) => `Invoice ${invoice}: ${amount} is due on ${day}`,
		heading: 'An invoice is due soon',
		lead: (invoice: string, amount: string, day: string) => `Invoice ${invoice} over ${amount} is due on ${day}.`,
		crossed: 'If you have already paid, thank you, and please disregard this note.',
		pay: (amount: string) => `Pay ${amount}`,
	},
	instalmentDueSoon: {
		subject: (contract: string, amount: string, day: string) => `Contract ${contract}: ${amount} is due on ${day}`,
		heading: 'An instalment is due soon',
		lead: (contract: string, amount: string, day: string) =>
			`The next instalment of contract ${contract} over ${amount} is due on ${day}.`,
		follows: (day: string) => `You get the invoice for it on ${day}.`,
		view: 'View contract',
	},
	serviceChanged: {
		subject: {
			warned: (contract: string) => `Payment for contract ${contract} is overdue`,
			restricted: (contract: string) => `Service under contract ${contract} is restricted`,
			blocked: (contract: string) => `Service under contract ${contract} is suspended`,
			normal: (contract: string) => `Contract ${contract}: everything is in order again`,
		},
		heading: {
			warned: 'Your payment is overdue',
			restricted: 'Your service is restricted',
			blocked: 'Your service is suspended',
			normal: 'Thank you, all is in order',
		},
		lead: {
			warned: (contract: string, day: string) => `An invoice of contract ${contract} has been open since ${day}.`,
			restricted: (contract: string, day: string) =>
				`An invoice of contract ${contract} has been open since ${day}. Until it is paid, the service is restricted.`,
			blocked: (contract: string, day: string) =>
				`An invoice of contract ${contract} has been open since ${day}. Until it is paid, the service is suspended.`,
			normal: (contract: string) =>
				`Nothing is overdue on contract ${contract} any more. The service runs in full again.`,
		},
		next: {
			warned: (day: string) => `You will get a further notice on ${day} if no payment comes.`,
			restricted: (day: string) => `If no payment comes, the service will be restricted on ${day}.`,
			blocked: (day: string) => `If no payment comes, the service will be suspended on ${day}.`,
		},
		recovers: 'As soon as the money is there, the service runs in full again, without a word from you.',
		overdue: 'Overdue',
		pay: (amount: string) => `Pay ${amount}`,
		view: 'View contract',
	},
}
