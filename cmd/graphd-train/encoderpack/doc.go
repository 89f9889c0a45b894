// Package encoderpack packs the weights of an encoder that was trained in Python into the model file that graphd embeds.
package encoderpack
