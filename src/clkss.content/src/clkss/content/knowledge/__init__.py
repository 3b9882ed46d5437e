"""What all kinds of knowledge have in common: fields, form, page, files, citation, sheet."""
