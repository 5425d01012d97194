"""What exercises made of single choices and one order share; both parts are scored by the scorers of their own."""
