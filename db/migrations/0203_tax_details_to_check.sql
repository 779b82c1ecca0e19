-- Promise: what a customer's people say of their country and tax number lowers no tax before staff have checked it.
set lock_timeout = '5s';

-- As whom they are taxed until then; null: what stands on their invoices has been checked.
alter table customer add column taxed_as_id uuid references billing_party (id);
create index customer_to_check on customer (id) where taxed_as_id is not null;
alter table address_change add column checked_at timestamptz;

alter table alert_rule drop constraint alert_rule_trigger;
alter table alert_rule add constraint alert_rule_trigger check (trigger in ('payment_received', 'payment_failed',
	'payment_refunded', 'payment_disputed', 'invoice_overdue', 'promise_kept', 'promise_broken', 'contract_expiring',
	'contract_cancelled', 'message_received', 'equipment_delivered', 'machine_request_failed', 'machine_request_done',
	'collection_dispatched', 'instalment_reminded', 'survey_dispatched', 'survey_returned', 'payable_due', 'survey_submitted',
	'tax_details_given'));
insert into alert_rule (trigger, audience, role, at_once, created_by, created_at) values
	('tax_details_given', 'owner', null, true, 'system:founding', '2000-01-01'),
	('tax_details_given', 'role', 'finance', false, 'system:founding', '2000-01-01');

drop index event_to_alert_of;
create index event_to_alert_of on event (happened_at) where kind in ('payment.succeeded', 'payment.recorded', 'payment.failed',
	'payment.action_required', 'payment.refunded', 'payment.disputed', 'invoice.overdue', 'promise.kept', 'promise.broken',
	'contract.renewal_told', 'contract.cancelled', 'message.written', 'equipment.delivered', 'machine_request.failed',
	'machine_request.late', 'machine_request.done', 'collection.dispatched', 'instalment.reminded', 'survey.dispatched',
	'survey.returned', 'payable.due', 'survey.submitted', 'customer.tax_details_given');
