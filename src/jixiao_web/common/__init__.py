"""What all parts of the application share: keys, county codes, the frame of a page. Knows no part of it."""
