-- Promise: who types a receipt need not wait while the invoices of penalty interest are looked for that it may change.
set lock_timeout = '5s';

create index invoice_line_penalty_for on invoice_line (penalty_invoice_id) where penalty_invoice_id is not null;
