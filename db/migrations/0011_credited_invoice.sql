-- An invoice's page asks which credit notes take it back; without this it read every invoice there is.
set lock_timeout = '5s';

create index invoice_by_credited on invoice (credits_invoice_id) where credits_invoice_id is not null;
