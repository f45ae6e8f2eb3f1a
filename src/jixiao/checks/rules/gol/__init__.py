"""GOL: the text of the goals."""
